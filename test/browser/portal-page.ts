import type { Locator, Page } from 'playwright-core';
import { catalogue } from '../../functions/portal/text/catalogue.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';

/** What the portal's pages say. */
export const t = catalogue.vi;

export const desk = (room: 'inbox' | 'dossiers', { code, revision }: RevisionId) =>
  `/desk/${room}/${code}/${revision}`;
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** What the page says is to be corrected. */
export const errors = (page: Page) => page.locator('.govuk-error-summary a').allTextContents();
/** What the page says was done. */
export const done = (page: Page) => page.locator('.govuk-notification-banner').textContent();

/** Pixels across of a picture the browser really has. */
export async function paintedWidth(picture: Locator): Promise<number> {
  await picture.waitFor();
  return picture.evaluate(async (image: HTMLImageElement) => (await image.decode(), image.naturalWidth));
}
