/** An SDK client. */
interface Client {
  send(...input: never[]): unknown;
}

/** Counts a client's calls of one kind from now on. */
export function countCalls(
  client: Client,
  command: abstract new (...input: never[]) => unknown,
): () => number {
  const send = client.send.bind(client) as (...input: unknown[]) => unknown;
  let calls = 0;
  const counting = (...input: unknown[]) => {
    if (input[0] instanceof command) calls += 1;
    return send(...input);
  };
  Object.assign(client, { send: counting });
  return () => calls;
}
