import type { FaceName } from './typeface.ts';

/**
 * Letters that a file has of each face it uses, whether its text needs them or not, in the order of Unicode: what the
 * product's own words, numbers and dates are made of. They are prepared once per process; a letter that is missing
 * here is added to the file that needs it.
 */
export const COMMON_LETTERS: Readonly<Record<FaceName, string>> = {
  regular:
    ' ,-./0123456789:;ABCDEFGHIJKLMNOPQRSTUVWXYZabcdeghiklmnopqrstuvxyÂÔàáâèéêìíóôùúýĐđơưạảấầậẮắẻếềểệỈỉịốồộớờởợụỦủứừửữự',
  bold: ' -.123:ABCDGHIKMNOPQTUVXYacdghilmnoprtuÂÃÉÒÔàáêìôúăĐđĨƠơƯưạẤậẻẾỆỊỘộỜởụỦửữỰự',
  italic: ' ,-./0123456789;BCHMNPTacdeghimnopstuyàáâéìíôăĐđơưạấậếềịốồộủứự',
  boldItalic: ' :Nhinơậ',
};
