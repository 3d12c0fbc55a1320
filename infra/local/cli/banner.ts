import { resolve } from 'node:path';
import { demoIntegration, demoPassword, demoPeople } from '../demo/demo-people.ts';
import type { Stack } from '../stack.ts';
import { embeddedCredentials } from '../stack-settings.ts';
import { DEFAULT_DATA_DIR } from './arguments.ts';

type Running = Pick<Stack, 'url' | 'endpoints' | 'settings' | 'stateMachineArn'>;

/** What `npm start` prints once everything listens; the folder is absolute. */
export function banner(stack: Running, dataDir: string): string {
  const { endpoints, settings } = stack;
  return [
    '',
    `Kết quả đang chạy tại ${stack.url} / Kết quả is running at ${stack.url}`,
    `  API: ${stack.url}/docs    Thư đã gửi / sent messages: ${stack.url}/_embedded/outbox`,
    `  Dữ liệu / data: ${dataDir}    Nhật ký của các hàm / function logs: ${dataDir}/logs`,
    '',
    `Người dùng mẫu, mật khẩu "${demoPassword}" / demo users, password "${demoPassword}":`,
    ...demoPeople.map(
      ({ username, name, groups }) => `  ${username.padEnd(12)} ${name} (${groups.join(', ')})`,
    ),
    `  ${demoIntegration.username.padEnd(12)} ${demoIntegration.name} (client credentials)`,
    'Lấy mã truy cập / get an access token:',
    `  TOKEN=$(npm run -s token -- official${dataOption(dataDir)})`,
    `  curl -H "Authorization: Bearer $TOKEN" ${stack.url}/inbox`,
    '',
    'Dịch vụ nhúng, dùng được với AWS CLI / embedded services, for the AWS CLI:',
    credentialsLine(settings),
    `  aws --endpoint-url ${endpoints.dynamodb} dynamodb scan --table-name ${settings.tableName}`,
    `  aws --endpoint-url ${endpoints.s3} s3 ls s3://${settings.buckets.archive} --recursive`,
    `  aws --endpoint-url ${endpoints.kms} kms list-aliases`,
    `  aws --endpoint-url ${endpoints.sfn} stepfunctions list-executions --state-machine-arn ${stack.stateMachineArn}`,
    `  aws --endpoint-url ${endpoints.lambda} lambda invoke --function-name sweep /dev/stdout`,
    `  SES ${endpoints.sesv2}    OpenID Connect ${endpoints.oidc}`,
    `  PKI ${endpoints.pki}/root.cer    TSA ${endpoints.pki}/tsa    OCSP ${endpoints.pki}/issuing/ocsp    CRL ${endpoints.pki}/issuing.crl`,
    `  Ký từ xa / remote signing (CSC API v2) ${endpoints.csc}`,
    '',
    'Ctrl-C để dừng / to stop.',
    '',
  ].join('\n');
}

/** The embedded key pair is no secret; one from the environment is not printed. */
function credentialsLine({ region, credentials }: Stack['settings']): string {
  const own = credentials.accessKeyId !== embeddedCredentials.accessKeyId;
  const pair = `AWS_ACCESS_KEY_ID=${credentials.accessKeyId} AWS_SECRET_ACCESS_KEY=${credentials.secretAccessKey}`;
  // Version 1 of the AWS CLI reads the second name only.
  return `  export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}${own ? '' : ` ${pair}`}`;
}

/** What the other commands need to find this stack; nothing where it is in the folder they look in anyway. */
function dataOption(dataDir: string): string {
  if (dataDir === resolve(DEFAULT_DATA_DIR)) return '';
  const plain = /^[\w./@%+=:,-]+$/u.test(dataDir);
  return ` --data ${plain ? dataDir : `'${dataDir.replaceAll("'", String.raw`'\''`)}'`}`;
}
