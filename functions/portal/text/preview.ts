import { bilingual } from './language.ts';

/** Looking at a dossier before it is submitted. */
export const preview = bilingual({
  vi: {
    title: 'Xem trước hồ sơ',
    button: 'Xem trước',
    again: 'Xem trước lại',
    fine: 'Không có lỗi: hồ sơ sẽ được tiếp nhận nếu gửi bây giờ. Văn bản trông như dưới đây.',
    problems: (count: number) => `Có ${count} lỗi cần sửa`,
    atLeast: (count: number) => `Ít nhất ${count} lỗi cần sửa`,
    place: (page: number, block: number) => `(trang ${page}, khối ${block})`,
    pageAlt: (page: number, pages: number) =>
      `Bản xem trước, trang ${page} trong ${pages}; chỗ có lỗi được đóng khung đỏ kèm số thứ tự của lỗi`,
    more: (count: number) => `Còn ${count} trang không hiển thị.`,
  },
  en: {
    title: 'Preview of a dossier',
    button: 'Preview',
    again: 'Preview again',
    fine: 'There is no problem: submitted now, the dossier would be accepted. The document looks like this.',
    problems: (count: number) =>
      count === 1 ? 'There is a problem to correct' : `There are ${count} problems to correct`,
    atLeast: (count: number) => `At least ${count} problems to correct`,
    place: (page: number, block: number) => `(page ${page}, block ${block})`,
    pageAlt: (page: number, pages: number) =>
      `Preview, page ${page} of ${pages}; places at fault are framed in red with the number of the problem`,
    more: (count: number) => `${count} more pages are not shown.`,
  },
});
