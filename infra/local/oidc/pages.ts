import { html, raw } from 'hono/html';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { demoPassword, demoPeople } from '../demo/demo-people.ts';
import { both, page, pageHeaders } from '../http/page.ts';

const roles = {
  official: both('người có thẩm quyền ký', 'signing official'),
  clerk: both('văn thư, bộ phận một cửa', 'clerk'),
  post: both('nhân viên bưu chính', 'postal staff'),
  operator: both('người vận hành', 'operator'),
} as const;

/** The login page: a demo user and the password that all of them have. */
export function loginPage(action: string, problem?: { readonly username: string }): Promise<string> {
  return page(
    problem === undefined ? 'Đăng nhập' : 'Lỗi: Đăng nhập',
    html`
      <h1>${both('Đăng nhập', 'Sign in')}</h1>
      ${problem === undefined ? '' : wrongPassword}
      <p>
        ${both(
          'Đây là hệ thống đăng nhập của môi trường phát triển. Mật khẩu của mọi người dùng mẫu:',
          'This is the sign-in of the development stack. The password of every demo user:',
        )}
        <strong>${demoPassword}</strong>
      </p>
      <form method="post" action="${action}">
        <fieldset>
          <legend>${both('Người dùng mẫu', 'Demo user')}</legend>
          ${demoPeople.map((person, index) => choice(person, problem?.username, index))}
        </fieldset>
        <p>
          <label class="field" for="password">${both('Mật khẩu', 'Password')}</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required />
        </p>
        <button type="submit">${both('Đăng nhập', 'Sign in')}</button>
      </form>
    `,
  );
}

const wrongPassword = html`<div class="error" role="alert" tabindex="-1">
  <h2>${both('Không đăng nhập được', 'Could not sign in')}</h2>
  <p>
    <a href="#password"
      >${both('Mật khẩu không đúng. Hãy nhập lại mật khẩu.', 'The password is wrong. Type it again.')}</a
    >
  </p>
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
        ${person.groups.map((group) => roles[group])} (<span lang="en">${person.username}</span>)
      </span>
    </label>
  </div>`;
}

/** A login that is over, was never begun in this browser, or took longer than an hour. */
export const expiredPage = (): Promise<string> =>
  page(
    'Lần đăng nhập đã hết hạn',
    html`<h1>${both('Lần đăng nhập đã hết hạn', 'This sign-in has expired')}</h1>
      <p>
        ${both(
          'Hãy quay lại trang Kết quả và đăng nhập lại.',
          'Go back to the Kết quả website and sign in again.',
        )}
      </p>`,
  );

/** The provider's logout: Cognito asks no question, so one button is all there is. */
export async function logoutPage(context: KoaContextWithOIDC, form: string): Promise<void> {
  send(
    context,
    await page(
      'Đăng xuất',
      html`<h1>${both('Đăng xuất', 'Sign out')}</h1>
        <p>${both('Ông/Bà muốn kết thúc phiên đăng nhập?', 'Do you want to end this session?')}</p>
        ${raw(form)}
        <button type="submit" form="op.logoutForm" name="logout" value="yes">
          ${both('Đăng xuất', 'Sign out')}
        </button>`,
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
      html`<h1>${both('Không đăng nhập được', 'Could not sign in')}</h1>
        <p>
          ${both(
            'Yêu cầu đăng nhập không hợp lệ hoặc đã hết hạn. Hãy quay lại trang Kết quả và đăng nhập lại.',
            'The request is not valid or has expired. Go back to the Kết quả website and sign in again.',
          )}
        </p>
        <p class="hint" lang="en">${problem.error}: ${problem.error_description ?? ''}</p>`,
    ),
  );
}

function send(context: KoaContextWithOIDC, body: string): void {
  context.set(pageHeaders);
  context.type = 'html';
  context.body = body;
}
