import type { ServerResponse } from 'node:http';
import { z } from 'zod';

const structured = z.object({
  statusCode: z.coerce.number().int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/**
 * Writes a function's answer as API Gateway does for payload format 2.0: an object with `statusCode` is the
 * response; anything else is the JSON body of a 200. False when the answer fits neither.
 */
export function sendHttpApiResponse(response: ServerResponse, payload: unknown): boolean {
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(typeof payload === 'string' ? payload : JSON.stringify(payload));
    return true;
  }
  const parsed = structured.safeParse(payload);
  if (!parsed.success) return false;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  response.statusCode = statusCode;
  response.setHeader('content-type', 'application/json');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  if (statusCode !== 204 && statusCode !== 304) response.setHeader('content-length', String(bytes.length));
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
  return true;
}
