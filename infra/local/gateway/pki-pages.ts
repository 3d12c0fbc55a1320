import { html } from 'hono/html';
import { z } from 'zod';
import { both, page } from '../http/page.ts';
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
    html`<p><a href="/_embedded/">${both('Môi trường phát triển', 'Development stack')}</a></p>
      <h1>${both('PKI phát triển', 'Development PKI')}</h1>
      <h2>${both('Dịch vụ', 'Services')}</h2>
      ${pkiServices.map((service) => serviceForm(pki, service))}
      <h2>${both('Chứng thư', 'Certificates')}</h2>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">${both('Chủ thể', 'Subject')}</th>
              <th scope="col">${both('Số sê-ri', 'Serial number')}</th>
              <th scope="col">${both('Hết hạn', 'Expires')}</th>
              <th scope="col">${both('Tình trạng', 'Status')}</th>
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
        ${both('Đồng hồ lệch (giây)', 'Clock off by (seconds)')}
        <input name="clockOffsetSeconds" inputmode="numeric" value="${clockOffsetSeconds}" />
      </label>
      <button type="submit">${both('Đặt', 'Set')}</button>
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
          : html`<p>
              ${both('Thu hồi', 'revoked')} ${revocation.at.toISOString()}, ${both('lý do', 'reason')}
              ${revocation.reason}
            </p>`
      }
      ${revocation === undefined ? revokeForm(serialNumber) : reinstateForm(serialNumber)}
    </td>
  </tr>`;
}

function revokeForm(serialNumber: string) {
  return html`<form method="post" action="${ROOM}">
    <input type="hidden" name="action" value="revoke" />
    <input type="hidden" name="serialNumber" value="${serialNumber}" />
    <label>${both('Lý do', 'Reason')} <input name="reason" inputmode="numeric" size="2" value="1" /></label>
    <label>${both('Từ lúc', 'From')} <input name="at" size="20" placeholder="2026-01-31T00:00:00Z" /></label>
    <button type="submit">${both('Thu hồi', 'Revoke')}</button>
  </form>`;
}

function reinstateForm(serialNumber: string) {
  return html`<form method="post" action="${ROOM}">
    <input type="hidden" name="action" value="reinstate" />
    <input type="hidden" name="serialNumber" value="${serialNumber}" />
    <button type="submit">${both('Bỏ thu hồi', 'Reinstate')}</button>
  </form>`;
}
