import { html, raw } from 'hono/html';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { demoPassword, demoPeople } from '../demo/demo-people.ts';
import { page, pageHeaders } from '../http/page.ts';

const roles: Readonly<Record<string, string>> = {
  official: 'người có thẩm quyền ký',
  clerk: 'văn thư, bộ phận một cửa',
  post: 'nhân viên bưu chính',
  operator: 'người vận hành',
};

/** The login page: a demo user and the password that all of them have. */
export function loginPage(action: string, problem?: { readonly username: string }): Promise<string> {
  return page(
    problem === undefined ? 'Đăng nhập' : 'Lỗi: Đăng nhập',
    html`
      <h1>Đăng nhập</h1>
      ${problem === undefined ? '' : wrongPassword}
      <p>
        Đây là hệ thống đăng nhập của môi trường phát triển. Mật khẩu của mọi người dùng mẫu là
        <strong>${demoPassword}</strong>.
      </p>
      <form method="post" action="${action}">
        <fieldset>
          <legend>Người dùng mẫu</legend>
          ${demoPeople.map((person, index) => choice(person, problem?.username, index))}
        </fieldset>
        <p>
          <label class="field" for="password">Mật khẩu</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required />
        </p>
        <button type="submit">Đăng nhập</button>
      </form>
    `,
  );
}

const wrongPassword = html`<div class="error" role="alert" tabindex="-1">
  <h2>Không đăng nhập được</h2>
  <p><a href="#password">Mật khẩu không đúng. Hãy nhập lại mật khẩu.</a></p>
</div>`;

function choice(person: (typeof demoPeople)[number], chosen: string | undefined, index: number) {
  const id = `user-${person.username}`;
  const checked = person.username === chosen || (chosen === undefined && index === 0);
  return html`<div class="choice">
    <input
      type="radio"
      name="username"
      id="${id}"
      value="${person.username}"
      ${checked ? raw('checked') : ''}
    />
    <label for="${id}">
      ${person.name}<br /><span class="hint">
        ${person.groups.map((group) => roles[group]).join(', ')} (<span lang="en">${person.username}</span>)
      </span>
    </label>
  </div>`;
}

/** A login that is over, was never begun in this browser, or took longer than an hour. */
export const expiredPage = (): Promise<string> =>
  page(
    'Lần đăng nhập đã hết hạn',
    html`<h1>Lần đăng nhập đã hết hạn</h1>
      <p>Hãy quay lại trang Kết quả và đăng nhập lại.</p>`,
  );

/** The provider's logout: Cognito asks no question, so one button is all there is. */
export async function logoutPage(context: KoaContextWithOIDC, form: string): Promise<void> {
  send(
    context,
    await page(
      'Đăng xuất',
      html`<h1>Đăng xuất</h1>
        <p>Bạn muốn kết thúc phiên đăng nhập?</p>
        ${raw(form)}
        <button type="submit" form="op.logoutForm" name="logout" value="yes">Đăng xuất</button>`,
    ),
  );
}

/** What the provider refuses, for the person whose browser was sent there. */
export async function problemPage(
  context: KoaContextWithOIDC,
  problem: { readonly error: string; readonly error_description?: string | undefined },
): Promise<void> {
  send(
    context,
    await page(
      'Không đăng nhập được',
      html`<h1>Không đăng nhập được</h1>
        <p>Yêu cầu đăng nhập không hợp lệ hoặc đã hết hạn. Hãy quay lại trang Kết quả và đăng nhập lại.</p>
        <p class="hint" lang="en">${problem.error}: ${problem.error_description ?? ''}</p>`,
    ),
  );
}

function send(context: KoaContextWithOIDC, body: string): void {
  context.set(pageHeaders);
  context.type = 'html';
  context.body = body;
}
