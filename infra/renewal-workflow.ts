const MINUTE = 60;

/** Which function each `${Placeholder}` of `renew-timestamps.asl.json` names. */
export const renewalFunctions = { RenewFiles: 'renew-files' } as const;

/** How one round goes through what is due; the next one goes on with what it leaves. */
export const renewalSettings = {
  /** before timestamp authorities that do not answer are asked again, and how often in a round */
  RenewalPauseSeconds: 15 * MINUTE,
  RenewalPauses: 8,
  /** batches of a round, so that its history stays below 25,000 events whatever is due */
  RenewalBatches: 500,
} as const;

/** Minutes between the starts of two rounds. */
export const renewalEveryMinutes = 60;
