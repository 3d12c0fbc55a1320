import { z } from 'zod';

/** The format zod names in the issue of an ARN that is none. */
export const ARN_FORMAT = 'arn';

/** Why a text is not the ARN it should be, in the service's words; `undefined` when it is. */
type Judge = (text: string) => string | undefined;

const STATES_ARN = /^arn:aws[a-z-]*:states:[^:]*:[^:]*:([^:]+):?(.*)$/;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/;

function statesArn(type: string, names: RegExp): Judge {
  return (text) => {
    const [, found, rest = ''] = STATES_ARN.exec(text) ?? [];
    if (found === undefined) return `Invalid Arn: 'Invalid ARN prefix: ${text}'`;
    if (found !== type) return `Invalid Arn: 'Resource type not valid in this context: ${found}'`;
    return names.test(rest) ? undefined : `Invalid Arn: '${text}'`;
  };
}

/** Checks the shape alone: whether there is such a thing is for the operation to say. */
function arn(judge: Judge): z.ZodType<string> {
  const format = z.stringFormat(ARN_FORMAT, (text) => judge(text) === undefined, {
    error: ({ input }) => judge(String(input)),
  });
  return z.string().min(1).max(256).pipe(format);
}

export const arnOfExecution = arn(statesArn('execution', /^[^:]+:[^:]+$/));
/** With or without a version or an alias. */
export const arnOfStateMachine = arn(statesArn('stateMachine', /^[^:]+(:[^:]+)?$/));
export const arnOfRole = arn((text) => (ROLE_ARN.test(text) ? undefined : `Invalid Role Arn: '${text}'`));
