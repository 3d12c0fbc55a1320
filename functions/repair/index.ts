/** The operator's desk, cancellation, and what finishes half-done work from outside. */
export { stopRepairs } from './stop-repairs.ts';
export {
  decideRepair,
  repairDecision,
  repairRefusals,
  type DecidedRepair,
  type RepairDecision,
} from './decide-repair.ts';
export { alikeRepairs, MOST_ALIKE, retryAlike } from './retry-alike.ts';
