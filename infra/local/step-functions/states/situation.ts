import type { State } from '../definition/definition.ts';
import type { Surroundings } from '../expressions/template.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ExecutionHeader } from '../execution/execution.ts';
import { retryCount, type Track } from '../execution/track.ts';

/** Everything a state's interpreter may look at. It changes nothing: it answers with a Transition. */
export type Situation<Kind extends State = State> = {
  state: Kind;
  track: Readonly<Track>;
  header: ExecutionHeader;
  /** Variables of this track and, under them, those of the scopes around it. */
  variables: Readonly<Record<string, Json>>;
  now: Date;
  random: () => number;
  newToken: () => string;
};

/** The context object (guide, "Accessing execution data from the Context object"). */
function contextObject({ header, track }: Situation, token: string | null): JsonObject {
  const input: Json = JSON.parse(header.input);
  const context: JsonObject = {
    Execution: {
      Id: header.executionArn,
      Input: input,
      Name: header.name,
      RoleArn: header.roleArn,
      StartTime: header.startDate,
      RedriveCount: 0,
    },
    StateMachine: { Id: header.stateMachineArn, Name: header.stateMachineName },
    State: { Name: track.stateName, EnteredTime: track.enteredAt, RetryCount: retryCount(track) },
  };
  if (token !== null) context['Task'] = { Token: token };
  return context;
}

/** What the expressions of one field may see, beside the state's input. */
export type Visible = { result?: Json; errorOutput?: JsonObject; token?: string | null };

export function surroundings(situation: Situation, visible: Visible = {}): Surroundings {
  const { track, now, variables } = situation;
  const states: JsonObject = { input: track.input, context: contextObject(situation, visible.token ?? null) };
  if (visible.result !== undefined) states['result'] = visible.result;
  if (visible.errorOutput !== undefined) states['errorOutput'] = visible.errorOutput;
  return { stateName: track.stateName, enteredEventId: track.enteredEventId, now, states, variables };
}
