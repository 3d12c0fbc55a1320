/** What other capabilities may use of the archive. */
export { IssuedFiles } from './issued-files.ts';
