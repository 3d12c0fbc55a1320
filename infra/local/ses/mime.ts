import type { OutboxMessage } from './message.ts';

/** The message as an Internet message (RFC 5322, MIME), as it would have gone out. */
export function toMime(message: OutboxMessage): string {
  const boundary = `=_${message.messageId}`;
  const parts = [
    ...(message.text === null ? [] : [part(boundary, 'text/plain', message.text)]),
    ...(message.html === null ? [] : [part(boundary, 'text/html', message.html)]),
  ];
  const headers: [string, string][] = [
    ['From', message.from],
    ['To', message.to.join(', ')],
    ...(message.cc.length > 0 ? [['Cc', message.cc.join(', ')] satisfies [string, string]] : []),
    ...(message.replyTo.length > 0
      ? [['Reply-To', message.replyTo.join(', ')] satisfies [string, string]]
      : []),
    ['Subject', encoded(message.subject)],
    ['Date', new Date(message.sentAt).toUTCString()],
    ['Message-ID', `<${message.messageId}@embedded.local>`],
    ...message.headers.map(({ name, value }): [string, string] => [name, encoded(value)]),
    ...Object.entries(message.tags).map(([name, value]): [string, string] => [
      'X-SES-MESSAGE-TAGS',
      `${name}=${value}`,
    ]),
    ['MIME-Version', '1.0'],
    ['Content-Type', `multipart/alternative; boundary="${boundary}"`],
  ];
  const head = headers.map(([name, value]) => `${name}: ${value.replaceAll(/[\r\n]+/gu, ' ')}`).join('\r\n');
  return `${head}\r\n\r\n${parts.join('')}--${boundary}--\r\n`;
}

function part(boundary: string, type: string, body: string): string {
  const lines =
    Buffer.from(body)
      .toString('base64')
      .match(/.{1,76}/gu) ?? [];
  const head = `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64`;
  return `--${boundary}\r\n${head}\r\n\r\n${lines.join('\r\n')}\r\n`;
}

/** RFC 2047 encoded words of at most 75 characters, cut between characters. */
function encoded(text: string): string {
  if (/^[\x20-\x7e]*$/u.test(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((piece) => `=?utf-8?B?${Buffer.from(piece).toString('base64')}?=`).join(' ');
}
