/** Tag that says whose signature a key makes; rights to sign hang on it, not on a key's name. */
export const signsForTag = 'ket-qua:signs-for';

/** Tag on everything of a stage: two stages in one account must not sign with each other's keys. */
export const stageTag = 'ket-qua:stage';
