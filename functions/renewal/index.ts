/** Keeps issued files provable: renews their timestamps before these run out. */
export { enterProof } from './enter-proof.ts';
export { ProofSchedule } from './proof-schedule.ts';
