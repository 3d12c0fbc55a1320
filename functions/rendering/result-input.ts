import type { Template } from './template/load-template.ts';

/** Everything a result document is made from. Texts are NFC; nothing else flows into the file. */
export interface ResultInput {
  readonly template: Template;
  readonly dossier: { readonly code: string };
  /** the dossier's data, already checked against the template's schema */
  readonly data: unknown;
  /** machine-readable form of the result, attached as `result.json` */
  readonly result: unknown;
  /** address of the public check page, shown as a QR code */
  readonly verifyUrl: string;
  readonly agency: {
    /** tên cơ quan ban hành */
    readonly name: string;
    /** tên cơ quan chủ quản */
    readonly parentName?: string | undefined;
    /** địa danh before the date */
    readonly place: string;
  };
  readonly signing: {
    /** quyền hạn, chức vụ: such as `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH` */
    readonly authorityLines: readonly string[];
    readonly signerName: string;
    /** real size of the agency's seal; 36 mm is usual */
    readonly sealDiameterMm: number;
  };
  /** what follows the digits in số và ký hiệu, such as `/GPXD-UBND`: the field is as wide as it needs */
  readonly number: { readonly suffix: string };
  readonly createdAt: Date;
}
