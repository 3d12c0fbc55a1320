import { html } from 'hono/html';
import { z } from 'zod';
import { page } from '../http/page.ts';
import type { Pki } from '../pki/server.ts';
import { moods, pkiServices } from '../pki/switches.ts';
import type { X509Certificate } from '../pki/x509.ts';

const ROOM = '/_embedded/pki';

/** What the page, and `curl -d`, may tell the PKI; reasons are those of RFC 5280 §5.3.1. */
const order = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('behave'),
    service: z.enum(pkiServices),
    mood: z.enum(moods).default('answer'),
    clockOffsetSeconds: z.coerce.number().int().default(0),
  }),
  z.object({
    action: z.literal('revoke'),
    serialNumber: z.string().regex(/^[0-9a-f]+$/),
    reason: z.coerce.number().int().min(0).max(10).default(0),
    at: z.iso
      .datetime()
      .optional()
      .transform((at) => (at === undefined ? undefined : new Date(at))),
  }),
  z.object({ action: z.literal('reinstate'), serialNumber: z.string().regex(/^[0-9a-f]+$/) }),
]);

type Switchable = Pick<Pki, 'switches' | 'revoke' | 'reinstate' | 'revoked' | 'issued' | 'certificates'>;

/** Does what a form says; answers whether it was understood. */
export async function instructPki(pki: Switchable, form: URLSearchParams): Promise<boolean> {
  const given = [...form].filter(([, value]) => value !== '');
  const parsed = order.safeParse(Object.fromEntries(given));
  if (!parsed.success) return false;
  const told = parsed.data;
  if (told.action === 'behave') pki.switches.set(told.service, told);
  else if (told.action === 'revoke') await pki.revoke(told.serialNumber, told.reason, told.at);
  else await pki.reinstate(told.serialNumber);
  return true;
}

/** How the PKI behaves, and every certificate with its status; a root's own is nobody's to tell. */
export async function pkiPage(pki: Switchable): Promise<string> {
  const { root: _root, ...own } = pki.certificates;
  const certificates = [...Object.values(own), ...(await pki.issued())];
  return page(
    'PKI phát triển',
    html`<p><a href="/_embedded/">Môi trường phát triển</a></p>
      <h1>PKI phát triển</h1>
      <h2>Dịch vụ</h2>
      ${pkiServices.map((service) => serviceForm(pki, service))}
      <h2>Chứng thư</h2>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">Chủ thể</th>
              <th scope="col">Số sê-ri</th>
              <th scope="col">Hết hạn</th>
              <th scope="col">Tình trạng</th>
            </tr>
          </thead>
          <tbody>
            ${certificates.map((certificate) => certificateRow(pki, certificate))}
          </tbody>
        </table>
      </div>`,
  );
}

function serviceForm(pki: Switchable, service: (typeof pkiServices)[number]) {
  const { mood, clockOffsetSeconds } = pki.switches.of(service);
  return html`<form method="post" action="${ROOM}">
    <fieldset>
      <legend>${service.toUpperCase()}</legend>
      <input type="hidden" name="action" value="behave" />
      <input type="hidden" name="service" value="${service}" />
      ${moods.map(
        (each) =>
          html`<label class="choice">
            <input type="radio" name="mood" value="${each}" ${each === mood ? 'checked' : ''} />${each}
          </label>`,
      )}
      <label>
        Đồng hồ lệch (giây)
        <input name="clockOffsetSeconds" inputmode="numeric" value="${clockOffsetSeconds}" />
      </label>
      <button type="submit">Đặt</button>
    </fieldset>
  </form>`;
}

function certificateRow(pki: Switchable, { serialNumber, subjectName, notAfter }: X509Certificate) {
  const revocation = pki.revoked(serialNumber);
  return html`<tr>
    <td>${subjectName.getField('CN').join(', ')}</td>
    <td><code>${serialNumber}</code></td>
    <td>${notAfter.toISOString().slice(0, 10)}</td>
    <td>
      ${
        revocation === undefined
          ? ''
          : html`<p>Thu hồi ${revocation.at.toISOString()}, lý do ${revocation.reason}</p>`
      }
      ${revocation === undefined ? revokeForm(serialNumber) : reinstateForm(serialNumber)}
    </td>
  </tr>`;
}

function revokeForm(serialNumber: string) {
  return html`<form method="post" action="${ROOM}">
    <input type="hidden" name="action" value="revoke" />
    <input type="hidden" name="serialNumber" value="${serialNumber}" />
    <label>Lý do <input name="reason" inputmode="numeric" size="2" value="1" /></label>
    <label>Từ lúc <input name="at" size="20" placeholder="2026-01-31T00:00:00Z" /></label>
    <button type="submit">Thu hồi</button>
  </form>`;
}

function reinstateForm(serialNumber: string) {
  return html`<form method="post" action="${ROOM}">
    <input type="hidden" name="action" value="reinstate" />
    <input type="hidden" name="serialNumber" value="${serialNumber}" />
    <button type="submit">Bỏ thu hồi</button>
  </form>`;
}
