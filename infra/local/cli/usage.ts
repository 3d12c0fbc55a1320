/** Whether a command line asks how it is written. */
export function wantsHelp(argv: readonly string[]): boolean {
  return argv.includes('--help') || argv.includes('-h');
}

/** Tells of a command line that cannot be read: what Node says is wrong, without its advice, and the usage. */
export function describeBadArgument(error: unknown, usage: string): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `Tham số không hợp lệ / bad argument: ${reason.split('. ')[0]}\n${usage}`;
}
