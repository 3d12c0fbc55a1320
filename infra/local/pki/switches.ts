/** The services of the PKI that can be told to misbehave. */
export const pkiServices = ['ocsp', 'crl', 'tsa'] as const;
export type PkiService = (typeof pkiServices)[number];

/** `answer` is well; `stall` takes the question and never answers; `fail` answers HTTP 503. */
export const moods = ['answer', 'stall', 'fail'] as const;
export type Mood = (typeof moods)[number];

/** How a service behaves, for tests. */
export interface Behaviour {
  readonly mood: Mood;
  /** How far its clock is off, in seconds: days behind, its answers are stale. */
  readonly clockOffsetSeconds: number;
}

export interface Switches {
  readonly of: (service: PkiService) => Behaviour;
  readonly set: (service: PkiService, change: Partial<Behaviour>) => void;
  /** The time as this service has it. */
  readonly now: (service: PkiService) => Date;
}

export function switches(): Switches {
  const behaviours = new Map<PkiService, Behaviour>();
  const of = (service: PkiService) => behaviours.get(service) ?? { mood: 'answer', clockOffsetSeconds: 0 };
  return {
    of,
    set: (service, change) => void behaviours.set(service, { ...of(service), ...change }),
    now: (service) => new Date(Date.now() + of(service).clockOffsetSeconds * 1_000),
  };
}
