import { brokenDeskSeconds } from '../../workflow-limits.ts';
import type { workflowSettings } from '../../workflow-settings.ts';

const DAY = 86_400;

interface Wait {
  readonly setting: 'Approval' | 'Signature' | 'Seal' | 'Delivery' | 'Collection' | 'Repair';
  readonly person: string;
  readonly afterwards: string;
}

const desk = "the operator's desk (`WaitExhausted`)";

const waits: readonly Wait[] = [
  { setting: 'Approval', person: 'the official decides', afterwards: desk },
  { setting: 'Signature', person: 'a signature is made elsewhere', afterwards: desk },
  { setting: 'Seal', person: 'the clerk seals by hand', afterwards: desk },
  { setting: 'Delivery', person: 'the carrier reports the outcome', afterwards: 'outcome `unconfirmed`' },
  {
    setting: 'Collection',
    person: 'the result is collected at the counter',
    afterwards: 'outcome `kept-at-agency`',
  },
  {
    setting: 'Repair',
    person: 'an operator repairs or stops',
    afterwards: 'stopped (`repair-expired`): cancelled before it is issued, the channel failed after',
  },
];

/** Every wait with its defaults, the settings that change them, and what follows the last reminder. */
export function tabulateWaits(settings: typeof workflowSettings): string {
  const rows = waits.map(({ setting, person, afterwards }) => {
    const seconds = settings[`${setting}WaitSeconds`];
    const times = settings[`${setting}Waits`];
    return `| \`Await${setting}\` | ${person} | ${days(seconds)} | ${times} | ${days(seconds * times)} | \`${setting}WaitSeconds\`, \`${setting}Waits\` | ${afterwards} |`;
  });
  const { RepairPauseSeconds, RepairPauses } = settings;
  const pause = `| \`PauseRepair\` | nobody: the desk itself could not be opened | 1 hour, then longer, up to ${days(RepairPauseSeconds)} | ${RepairPauses} | ${days(brokenDeskSeconds(settings, RepairPauses))} | \`RepairPauseSeconds\`, \`RepairPauses\` | stopped (\`desk-broken\`) |`;
  return [
    '| state | until | one wait | waits | in all | settings | after the last |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    pause,
  ].join('\n');
}

function days(seconds: number): string {
  const count = Math.round((seconds / DAY) * 10) / 10;
  return count === 1 ? '1 day' : `${count} days`;
}
