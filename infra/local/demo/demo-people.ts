import type { Role } from '../../../functions/directory/index.ts';

/** A login of the development identity provider, and where it applies. */
export interface DemoPerson {
  /** short name for the shell and the login page */
  readonly username: string;
  /** `sub` of the tokens, a UUID as Cognito's */
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  /** Cognito groups, which are our roles */
  readonly groups: readonly Exclude<Role, 'integration'>[];
  readonly agencies: readonly string[];
  readonly official?: string;
  readonly office?: string;
}

/** Everybody signs in with this password: the provider answers on this machine only. */
export const demoPassword = 'ketqua';

const everyAgency = ['H15.27', 'H15.27.03', 'H15.12'];

export const demoPeople: readonly DemoPerson[] = [
  {
    username: 'official',
    sub: '5d0f6c0e-3f0a-4c39-9a5b-0a1f2c3d4e01',
    name: 'Trần Hữu Nghĩa',
    email: 'chu-tich@buonmathuot.example.vn',
    groups: ['official'],
    agencies: ['H15.27'],
    official: 'chu-tich-buon-ma-thuot',
  },
  {
    username: 'director',
    sub: '5d0f6c0e-3f0a-4c39-9a5b-0a1f2c3d4e02',
    name: 'H’Yăm Bkrông',
    email: 'giam-doc@soxaydung.example.vn',
    groups: ['official'],
    agencies: ['H15.12'],
    official: 'giam-doc-so-xay-dung',
  },
  {
    username: 'vice',
    sub: '5d0f6c0e-3f0a-4c39-9a5b-0a1f2c3d4e07',
    name: 'Đỗ Thị Bích Phượng',
    email: 'pho-chu-tich-thuong-truc@buonmathuot.example.vn',
    groups: ['official'],
    agencies: ['H15.27'],
    official: 'pho-chu-tich-thuong-truc-buon-ma-thuot',
  },
  {
    username: 'division',
    sub: '5d0f6c0e-3f0a-4c39-9a5b-0a1f2c3d4e08',
    name: 'Y Wăn Ayŭn',
    email: 'phong-kinh-te@buonmathuot.example.vn',
    groups: ['official'],
    agencies: ['H15.27.03'],
    official: 'truong-phong-kinh-te-buon-ma-thuot',
  },
  {
    username: 'deputy',
    sub: '5d0f6c0e-3f0a-4c39-9a5b-0a1f2c3d4e06',
    name: 'Nguyễn Thị Kim Liên',
    email: 'pho-chu-tich@buonmathuot.example.vn',
    groups: ['official'],
    agencies: ['H15.27'],
    official: 'pho-chu-tich-buon-ma-thuot',
  },
  {
    username: 'clerk',
    sub: '5d0f6c0e-3f0a-4c39-9a5b-0a1f2c3d4e03',
    name: 'Lê Thị Mỹ Duyên',
    email: 'van-thu@pvhcc.example.vn',
    groups: ['clerk'],
    agencies: everyAgency,
  },
  {
    username: 'post',
    sub: '5d0f6c0e-3f0a-4c39-9a5b-0a1f2c3d4e04',
    name: 'Phạm Quốc Đạt',
    email: 'giao-dich@buucuc.example.vn',
    groups: ['post'],
    agencies: [],
    office: '631100',
  },
  {
    username: 'operator',
    sub: '5d0f6c0e-3f0a-4c39-9a5b-0a1f2c3d4e05',
    name: 'Vũ Ngọc Ánh',
    email: 'van-hanh@pvhcc.example.vn',
    groups: ['operator'],
    agencies: everyAgency,
  },
];

/** The machine that submits dossiers (hệ thống một cửa điện tử), by client credentials. */
export const demoIntegration = {
  username: 'integration',
  clientId: 'ket-qua-integration',
  clientSecret: 'chi-dung-tren-may-phat-trien',
  name: 'Hệ thống một cửa điện tử',
  scope: 'ket-qua/integration',
  agencies: everyAgency,
} as const;
