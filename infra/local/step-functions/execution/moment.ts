import type { Track } from './track.ts';

/** Changes that happen all at once, in memory and in the next journal record. `wake` names tracks to go on with. */
export type Moment = { at: Date; region: string; wake: (track: Track) => void };
