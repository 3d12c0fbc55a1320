import { portalAssets } from './portal-assets.ts';

/**
 * Every Lambda function of the product: what is bundled, deployed and run on one machine. Rights are granted
 * in the stacks, per function; here is what is the same everywhere.
 */
export interface FunctionSpec {
  /** stable name; a running execution calls it years after it started */
  readonly name: string;
  /** handler source, exporting `handler` */
  readonly entry: string;
  /** seconds; below the workflow's TimeoutSeconds, above every client's limit */
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** environment variables it reads (see functions/platform/env.ts) */
  readonly environment: readonly string[];
  /** folders or files copied beside the bundle: from the repository root, to the bundle */
  readonly assets?: readonly { readonly from: string; readonly to: string }[];
  /** HTTP API routes it answers, as API Gateway writes them */
  readonly routes?: readonly string[];
  /** minutes between scheduled runs */
  readonly everyMinutes?: number;
  /** also runs when an execution's status changes */
  readonly onExecutionStatus?: boolean;
}

/** What issuing and sending a download link needs. */
const links = ['PUBLIC_BASE_URL', 'LINK_KEY_ID', 'LINK_DAYS', 'EMAIL_FROM'] as const;

const templates = { from: 'templates', to: 'templates' } as const;

export const functions: readonly FunctionSpec[] = [
  {
    name: 'render-result',
    entry: 'functions/rendering/render-result.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 1024,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'PUBLIC_BASE_URL', 'TEMPLATES_DIR'],
    assets: [templates],
  },
  {
    name: 'await-approval',
    entry: 'functions/approval/await-approval.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'return-for-correction',
    entry: 'functions/approval/return-for-correction.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'prepare-signature',
    entry: 'functions/signing/prepare-signature.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 1024,
    environment: ['TABLE_NAME', 'WORK_BUCKET'],
  },
  {
    name: 'sign-with-kms',
    entry: 'functions/signing/sign-with-kms.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME', 'WORK_BUCKET'],
  },
  {
    name: 'await-signature',
    entry: 'functions/signing/await-signature.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'embed-signature',
    entry: 'functions/signing/embed-signature.handler.ts',
    timeoutSeconds: 60,
    memoryMb: 1024,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'TSA_URLS'],
  },
  {
    name: 'await-seal',
    entry: 'functions/approval/await-seal.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'seal-result',
    entry: 'functions/signing/seal-result.handler.ts',
    timeoutSeconds: 60,
    memoryMb: 1024,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'TSA_URLS'],
  },
  {
    name: 'archive-result',
    entry: 'functions/archive/archive-result.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 1024,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'ARCHIVE_BUCKET'],
  },
  {
    name: 'send-download-link',
    entry: 'functions/delivery/send-download-link.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME', ...links],
  },
  {
    name: 'create-postal-order',
    entry: 'functions/post/create-postal-order.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'TEMPLATES_DIR'],
    assets: [templates],
  },
  {
    name: 'await-delivery',
    entry: 'functions/post/await-delivery.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'await-collection',
    entry: 'functions/delivery/await-collection.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'complete-return',
    entry: 'functions/delivery/complete-return.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'await-repair',
    entry: 'functions/repair/await-repair.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'cancel-return',
    entry: 'functions/repair/cancel-return.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'sweep',
    entry: 'functions/repair/sweep.handler.ts',
    timeoutSeconds: 120,
    memoryMb: 512,
    environment: ['TABLE_NAME', 'STATE_MACHINE_ARN', ...links],
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
    name: 'download',
    entry: 'functions/delivery/download.handler.ts',
    timeoutSeconds: 29,
    memoryMb: 512,
    environment: ['TABLE_NAME', 'ARCHIVE_BUCKET', 'PUBLIC_BASE_URL', 'ORIGIN_SECRETS'],
    routes: ['GET /download/{ticket}'],
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
      ...links,
      'TSA_URLS',
      'ORIGIN_SECRETS',
    ],
    assets: [templates, ...portalAssets],
    routes: ['$default'],
  },
];
