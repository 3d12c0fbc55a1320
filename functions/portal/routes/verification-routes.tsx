import { Hono } from 'hono';
import type { Outcome } from '../../platform/refusal.ts';
import type { UploadOffer, VerifiedFile } from '../../verification/index.ts';
import { uploadOffer, verificationQuestion, verifiedFile } from '../api/verification-schemas.ts';
import { renderPage } from '../components/render-page.tsx';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { checkInput, readBody } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import { wantsPage } from '../http/surface.ts';
import { viewOf } from '../http/view.ts';
import { StartPage, UploadPage } from '../pages/verification-pages.tsx';
import { VerifiedFilePage } from '../pages/verified-file-page.tsx';

/** What the routes ask of the verification service. */
export interface VerificationServices {
  readonly offerUpload: (leadTo?: (upload: string) => string) => Promise<UploadOffer>;
  readonly verifyUpload: (upload: string) => Promise<Outcome<VerifiedFile>>;
}

/** Upload, start, verdict: pages for browsers, JSON for programs. */
export function verificationRoutes(services: VerificationServices, publicBaseUrl: string): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.get('/verify', async (c) => {
    const form = await services.offerUpload((upload) => `${publicBaseUrl}/verify/${upload}`);
    return renderPage(c, <UploadPage view={viewOf(c)} form={form} />);
  });
  app.post('/verify/uploads', async (c) => c.json(uploadOffer.parse(await services.offerUpload()), 201));
  app.get('/verify/:upload', (c) => {
    return renderPage(c, <StartPage view={viewOf(c)} upload={c.req.param('upload')} />);
  });
  app.post('/verify', async (c) => {
    const question = await questionOf(c);
    const verified = question.ok ? await services.verifyUpload(question.value.upload) : question;
    if (!verified.ok) return answerRefusal(c, verified);
    return wantsPage(c)
      ? renderPage(c, <VerifiedFilePage view={viewOf(c)} file={verified.value} />)
      : c.json(verifiedFile.parse(JSON.parse(JSON.stringify(verified.value))));
  });
  return app;
}

async function questionOf(c: PortalContext): Promise<Outcome<{ upload: string }>> {
  if (!wantsPage(c)) return readBody(c, verificationQuestion);
  const sent = await readForm(c);
  return sent.ok ? checkInput(verificationQuestion, { upload: sent.value['upload'] }) : sent;
}
