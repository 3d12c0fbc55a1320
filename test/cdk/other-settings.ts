import type { z } from 'zod';
import type { stageSettings } from '../../infra/stacks/stage-settings.ts';

/** Every setting a stage has, each otherwise than as committed. */
export const otherSettings = {
  region: 'ap-southeast-7',
  account: '123456789012',
  publicBaseUrl: 'https://ketqua.daklak.example',
  certificateArn: 'arn:aws:acm:ap-southeast-7:123456789012:certificate/abc',
  signInDomain: 'ket-qua-khac',
  emailFrom: 'ketqua@daklak.example',
  tsaUrls: ['http://tsa.daklak.example/', 'http://tsa.du-phong.example/'],
  tsaTokenBytes: 12_288,
  signatureLevel: 'B-LT',
  linkDays: 15,
  revocation: { maxAgeHours: 24, cacheMinutes: 5 },
  rates: {
    integration: '600/300',
    person: '300/150',
    anonymous: '60/30',
    factor: '10/10',
    verification: '15/15',
  },
  throttle: { perSecond: 1_000 },
  tokenAgentPort: 27_632,
  renewal: { horizonDays: 120, alarmDays: 45, algorithmEnds: { 'SHA-256': '2041-06-30' } },
  agencies: ['H26.14', 'H26.15', 'H26.16'],
  archive: { mode: 'COMPLIANCE', days: 7_300 },
  workflowSettings: { ApprovalWaits: 7 },
  alarmEmail: 'truc@ket-qua.example',
  unsealedAlarmHours: 48,
} as const satisfies Readonly<Required<z.input<typeof stageSettings>>>;
