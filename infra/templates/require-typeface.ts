import { sharedTypeface } from '../../functions/rendering/index.ts';
import { TemplateUsageInvalid } from './arguments.ts';

/**
 * Nothing can be drawn of templates whose folder has not the faces they are set in.
 * @throws {TemplateUsageInvalid}
 */
export async function requireTypeface(folder: string): Promise<void> {
  try {
    await sharedTypeface(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new TemplateUsageInvalid(
      `${folder}: thư mục chứa các mẫu phải có thư mục fonts với bốn tệp Tinos; hãy chép từ templates/fonts của sản phẩm` +
        ' / the folder of templates must hold a folder fonts with the four Tinos files; copy templates/fonts of the product',
      { cause: error },
    );
  }
}
