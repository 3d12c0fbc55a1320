const HOUR = 3_600;
const DAY = 24 * HOUR;

/**
 * Every wait of the return-of-results workflow: how long one wait lasts, in seconds, before it reminds, and how
 * often it waits. `workflow-limits.ts` says what they leave for repairs; a stage may set its own.
 */
export const workflowSettings = {
  ApprovalWaitSeconds: 3 * DAY,
  ApprovalWaits: 14,
  SignatureWaitSeconds: 3 * DAY,
  SignatureWaits: 7,
  SealWaitSeconds: DAY,
  SealWaits: 14,
  /** pauses, of up to an hour each, for a timestamp or revocation service that does not answer */
  TrustServiceWaits: 36,
  DeliveryWaitSeconds: 15 * DAY,
  DeliveryWaits: 4,
  CollectionWaitSeconds: 30 * DAY,
  CollectionWaits: 3,
  /** how often an operator is asked in the life of a revision, every channel's repairs included */
  Repairs: 15,
  RepairWaitSeconds: 7 * DAY,
  /** weeks of silence after which one repair is given up */
  RepairWaits: 6,
  /**
   * before the operator's desk is opened again when opening it failed: an hour first, then four times as long each
   * time, up to this; and how often that is tried
   */
  RepairPauseSeconds: DAY,
  RepairPauses: 16,
} as const;

export type WorkflowSetting = keyof typeof workflowSettings;

/** The settings as a stage has them. */
export type WorkflowSettings = Readonly<Record<WorkflowSetting, number>>;

/** Which function each `${Placeholder}` of the definition names: the state's name in kebab case. */
export const workflowFunctions = {
  RenderResult: 'render-result',
  AwaitApproval: 'await-approval',
  ReturnForCorrection: 'return-for-correction',
  PrepareSignature: 'prepare-signature',
  SignWithKms: 'sign-with-kms',
  SignWithSecret: 'sign-with-secret',
  AwaitSignature: 'await-signature',
  EmbedSignature: 'embed-signature',
  AwaitSeal: 'await-seal',
  SealResult: 'seal-result',
  AugmentResult: 'augment-result',
  AwaitTrustService: 'await-trust-service',
  ArchiveResult: 'archive-result',
  SendDownloadLink: 'send-download-link',
  CreatePostalOrder: 'create-postal-order',
  AwaitDelivery: 'await-delivery',
  AwaitCollection: 'await-collection',
  CompleteReturn: 'complete-return',
  AwaitRepair: 'await-repair',
  CancelReturn: 'cancel-return',
} as const;
