import { parseArgs } from 'node:util';
import { describeBadArgument } from '../local/cli/usage.ts';
import { ownTemplates, placeAt, type TemplatePlace } from './template-place.ts';

/** How `npm run template` is written. */
export const TEMPLATE_USAGE = `Cách dùng / usage: npm run template -- check [FOLDER]
       npm run template -- preview FILE [--watch] [--port N]
       npm run template -- release FILE
  check    kiểm tra mọi mẫu, hoặc chỉ mẫu ở FOLDER / checks every template, or those at FOLDER
  preview  lập văn bản từ sample.json: ghi preview.pdf, hoặc với --watch mở trang tự cập nhật khi tệp đổi
           / draws sample.json: writes preview.pdf or, with --watch, serves a page that follows the files
  release  khóa một phiên bản; sau đó mọi thay đổi là phiên bản mới
           / seals a version; every change after that is a new one
  FILE     một tệp của mẫu, như templates/phieu-tu-choi/1/template.json / any file of the template
  FOLDER   thư mục chứa các mẫu <id>/<version> và fonts, hoặc thư mục của một mẫu hay một phiên bản trong đó
           / a folder of templates <id>/<version> and fonts, or that of one template or one version in it`;

export type TemplateCommand =
  | { readonly command: 'check'; readonly folder: string }
  | { readonly command: 'preview'; readonly place: TemplatePlace; readonly port: number | undefined }
  | { readonly command: 'release'; readonly place: TemplatePlace };

/** The command line does not fit. */
export class TemplateUsageInvalid extends Error {
  override readonly name = 'TemplateUsageInvalid';
}

/** @throws {TemplateUsageInvalid} */
export function templateArguments(argv: readonly string[]): TemplateCommand {
  const { values, positionals } = parse(argv);
  const [command, file, ...more] = positionals;
  if (more.length > 0) throw new TemplateUsageInvalid(TEMPLATE_USAGE);
  if (command === 'check') return { command, folder: file ?? ownTemplates };
  if (command !== 'preview' && command !== 'release') throw new TemplateUsageInvalid(TEMPLATE_USAGE);
  const place = file === undefined ? undefined : placeAt(file);
  if (!place)
    throw new TemplateUsageInvalid(
      `${file ?? ''}: không phải tệp của một mẫu / no file of a template\n${TEMPLATE_USAGE}`,
    );
  if (command === 'release') return { command, place };
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TemplateUsageInvalid(TEMPLATE_USAGE);
  return { command, place, port: values.watch ? port : undefined };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { watch: { type: 'boolean', default: false }, port: { type: 'string', default: '8090' } },
    });
  } catch (error) {
    throw new TemplateUsageInvalid(describeBadArgument(error, TEMPLATE_USAGE));
  }
}
