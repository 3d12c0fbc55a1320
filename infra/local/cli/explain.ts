/** The product's port, or the PKI's: that one is in the folder's certificates, or was asked for. */
const OTHER_PORT = [
  'Hãy chọn cổng khác: PORT=8090 npm start. Nếu đó là cổng PKI của thư mục dữ liệu này, hãy dừng chương trình kia',
  'hoặc dùng thư mục khác: npm start -- --data .local/khac',
  'Choose another: PORT=8090 npm start. Where it is the PKI port of this data folder, stop that other program,',
  'or use another folder: npm start -- --data .local/other',
].join('\n');

/**
 * Failures whose messages are in both languages, by name: importing their classes would load the whole stack to
 * print a token.
 */
const EXPECTED: ReadonlySet<string> = new Set([
  'ArgumentInvalid',
  'DataFolderInUse',
  'DataFolderUnusable',
  'FileDamaged',
  'FunctionMissing',
  'PkiAddressChanged',
]);

const FILES: Readonly<Record<string, string>> = {
  EACCES: 'không có quyền đọc hoặc ghi / there is no permission to read or write it',
  EEXIST: 'là tệp, không phải thư mục / is a file, not a folder',
  EISDIR: 'là thư mục, không phải tệp / is a folder, not a file',
  ENOTDIR: 'đường dẫn đi qua một tệp, không phải thư mục / the path leads through a file, not a folder',
  EPERM: 'không được phép / is not permitted',
  EROFS: 'nằm trên hệ thống tệp chỉ đọc / lies on a read-only file system',
};

/** As /proc answers; a missing file is somebody's mistake and keeps its stack trace. */
const NOT_MADE = 'không tạo được / cannot be made';

/** What to tell the person at the terminal; undefined for what nobody has foreseen, which needs its stack trace. */
export function explain(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'PortInUse') return `${error.message}\n${OTHER_PORT}`;
  if (EXPECTED.has(error.name)) return error.message;
  if (!('code' in error)) return undefined;
  if (error.code === 'ENOSPC') return 'Ổ đĩa đã đầy. / The disk is full.';
  if ('syscall' in error && error.syscall === 'listen') {
    return `Không mở được cổng / The port cannot be opened: ${error.message}`;
  }
  const isMaking = 'syscall' in error && error.syscall === 'mkdir';
  const sentence = error.code === 'ENOENT' && isMaking ? NOT_MADE : FILES[String(error.code)];
  return sentence && 'path' in error ? `${String(error.path)}: ${sentence}` : undefined;
}
