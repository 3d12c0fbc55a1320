/** Tag that says whose signature a key makes; rights to sign hang on it, not on a key's name. */
export const signsForTag = 'ket-qua:signs-for';
