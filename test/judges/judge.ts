/** One outside validator: how to tell whether it is here, and what it says of a file, in one line. */
export interface Judge {
  readonly name: string;
  /** program looked for, and how to get it */
  readonly program: string;
  readonly howToGet: string;
  /** which files of a demo run it judges */
  readonly judges: 'results' | 'results and labels';
  /** its verdict of one file, as one line that does not change from run to run */
  verdict(file: string, trust: string): Promise<string>;
}
