import type { Status } from '../../tracking/index.ts';
import type { View } from '../http/view.ts';

type Colour = 'grey' | 'blue' | 'green' | 'red' | 'orange' | 'yellow';

const COLOURS: Readonly<Record<Status, Colour>> = {
  accepted: 'grey',
  rendered: 'grey',
  'awaiting-approval': 'yellow',
  approved: 'blue',
  rejected: 'orange',
  'returned-for-correction': 'orange',
  'awaiting-signature': 'yellow',
  signed: 'blue',
  'awaiting-seal': 'yellow',
  sealed: 'blue',
  'awaiting-trust-service': 'yellow',
  issued: 'green',
  returned: 'green',
  'kept-at-agency': 'orange',
  'awaiting-repair': 'red',
  cancelled: 'grey',
  recalled: 'red',
  failed: 'red',
};

export function Tag({ colour, text }: { colour: Colour; text: string }) {
  return <strong class={`govuk-tag govuk-tag--${colour}`}>{text}</strong>;
}

/** Where a revision stands, in words, the colour only repeating it. */
export function StatusTag({ view, status }: { view: View; status: Status }) {
  return <Tag colour={COLOURS[status]} text={view.t.states[status]} />;
}
