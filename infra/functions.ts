import type { FunctionSpec } from './function-spec.ts';
import { linkVariables } from './link-variables.ts';
import { pageAssets, samples, viewer } from './portal-assets.ts';
import { callerRateVariables } from './rates.ts';
import { revocationVariables } from './revocation-variables.ts';
import { trustVariables } from './trust-variables.ts';
import { stepFunctions } from './workflow-step-functions.ts';

export type { FunctionSpec } from './function-spec.ts';

/** What every function that knows its callers needs. */
const frontVariables = [
  'TABLE_NAME',
  'PUBLIC_BASE_URL',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'ORIGIN_SECRETS',
  ...callerRateVariables,
] as const;

/** Every Lambda function of the product: the workflow's steps, its callers and keepers, and what answers HTTP. */
export const functions: readonly FunctionSpec[] = [
  ...stepFunctions,
  {
    name: 'renew-files',
    entry: 'functions/renewal/renew-files.handler.ts',
    timeoutSeconds: 300,
    memoryMb: 1024,
    concurrency: 1,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'ARCHIVE_BUCKET', 'RENEWAL_HORIZON_DAYS', ...trustVariables],
  },
  {
    name: 'sweep',
    entry: 'functions/repair/sweep.handler.ts',
    timeoutSeconds: 120,
    memoryMb: 512,
    concurrency: 1,
    environment: ['TABLE_NAME', 'STATE_MACHINE_ARN', ...linkVariables, 'EMAIL_FROM'],
    everyMinutes: 1,
  },
  {
    name: 'reconcile',
    entry: 'functions/repair/reconcile.handler.ts',
    timeoutSeconds: 120,
    memoryMb: 512,
    environment: ['TABLE_NAME', 'STATE_MACHINE_ARN'],
    everyMinutes: 15,
    onExecutionStatus: true,
  },
  {
    name: 'check-keys',
    entry: 'functions/signing/check-keys.handler.ts',
    timeoutSeconds: 60,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
    everyMinutes: 720,
  },
  {
    name: 'issue-copies',
    entry: 'functions/copies/issue-copies.handler.ts',
    timeoutSeconds: 300,
    memoryMb: 1024,
    concurrency: 1,
    environment: [
      'TABLE_NAME',
      'WORK_BUCKET',
      'ARCHIVE_BUCKET',
      'TSA_URLS',
      'SECRETS_KEY_ID',
      'SIGNATURE_LEVEL',
      'TEMPLATES_DIR',
      ...revocationVariables,
    ],
    assets: [{ from: 'templates/fonts', to: 'templates/fonts' }],
    everyMinutes: 1,
  },
  {
    name: 'check-health',
    entry: 'functions/health/check-health.handler.ts',
    timeoutSeconds: 29,
    memoryMb: 512,
    environment: ['TABLE_NAME', 'HEALTH_KEY_ID'],
    routes: ['GET /health'],
  },
  {
    name: 'download',
    entry: 'functions/delivery/download.handler.ts',
    timeoutSeconds: 29,
    memoryMb: 512,
    environment: ['TABLE_NAME', 'ARCHIVE_BUCKET', 'ORIGIN_SECRETS'],
    routes: ['GET /download/{ticket}'],
  },
  {
    name: 'verify',
    entry: 'functions/portal/verify.handler.ts',
    timeoutSeconds: 29,
    // A whole processor (1,769 MB): the slowest file takes as long as its work budget allows, counted in work.
    memoryMb: 1769,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'PUBLIC_BASE_URL', 'ORIGIN_SECRETS', 'RATE_VERIFY'],
    assets: [...pageAssets],
    routes: ['ANY /verify', 'ANY /verify/{upload}'],
  },
  {
    name: 'preview',
    entry: 'functions/portal/preview.handler.ts',
    timeoutSeconds: 29,
    memoryMb: 1536,
    environment: [...frontVariables, 'TEMPLATES_DIR'],
    assets: [{ from: 'templates', to: 'templates' }, ...pageAssets, viewer],
    routes: ['POST /dossiers/preview', 'POST /desk/preview'],
  },
  {
    name: 'page-picture',
    entry: 'functions/portal/page-picture.handler.ts',
    timeoutSeconds: 29,
    memoryMb: 1536,
    environment: [...frontVariables, 'WORK_BUCKET', 'ARCHIVE_BUCKET'],
    assets: [...pageAssets, viewer],
    routes: [
      'GET /dossiers/{code}/revisions/{n}/pages/{p}',
      'GET /dossiers/{code}/revisions/{n}/appendices/{k}/pages/{p}',
    ],
  },
  {
    name: 'api',
    entry: 'functions/portal/api.handler.ts',
    timeoutSeconds: 29,
    memoryMb: 1536,
    environment: [
      'TABLE_NAME',
      'WORK_BUCKET',
      'ARCHIVE_BUCKET',
      'TEMPLATES_DIR',
      'STATE_MACHINE_ARN',
      'OIDC_ISSUER',
      'OIDC_CLIENT_ID',
      ...linkVariables,
      ...revocationVariables,
      'ORIGIN_SECRETS',
      ...callerRateVariables,
      'TOKEN_AGENT_PORT',
    ],
    assets: [{ from: 'templates', to: 'templates' }, ...pageAssets, samples],
    routes: ['$default'],
  },
];
