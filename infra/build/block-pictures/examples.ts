/** What each block looks like in a template, and data for it. Shown in docs/documents.md, picture by picture. */
export const EXAMPLE_DATA = {
  fullName: "H'Bơ̆ Niê Kdăm",
  spouse: 'Nguyễn Văn Thành',
  born: '1994-02-05',
  spouseBorn: '1992-11-17',
  area: 120.5,
  married: true,
  channel: 'post',
  owners: [
    { name: 'Y Bhĭu Êban', share: 40, money: 200 },
    { name: 'Trần Thị Kim Loan', share: 60, money: 300 },
  ],
};

/** Blocks as they stand in `template.json`, under the name of their picture. */
export const EXAMPLES: Readonly<Record<string, readonly object[]>> = {
  header: [{ type: 'header', subject: 'V/v trả lời kiến nghị về thời hạn giải quyết hồ sơ đất đai' }],
  title: [
    {
      type: 'title',
      text: 'QUYẾT ĐỊNH',
      subtitle: 'Về việc cho phép chuyển mục đích sử dụng đất',
      notes: [{ text: 'Đăng ký lần đầu, ngày {{data.born|shortDate}}' }],
    },
  ],
  addressees: [
    {
      type: 'addressees',
      to: [{ text: 'Ủy ban nhân dân phường Buôn Ma Thuột;' }, { text: 'Bà {{data.fullName|name}}.' }],
    },
  ],
  paragraph: [
    { type: 'paragraph', style: 'basis', text: 'Căn cứ khoản 2 Điều 5 Nghị định số 118/2025/NĐ-CP;' },
    { type: 'paragraph', style: 'heading', text: 'QUYẾT ĐỊNH:' },
    {
      type: 'paragraph',
      text: 'Bà **{{data.fullName|name}}**, sinh {{data.born|longDate}}, được sử dụng thửa đất số 12, tờ bản đồ số 45, diện tích {{data.area}} m², theo khoản 3 Điều 57 Luật Đất đai.',
    },
    { type: 'paragraph', style: 'subheading', text: 'Lưu ý' },
    { type: 'paragraph', style: 'note', text: 'Chữ nhỏ hơn, cho ghi chú ở cuối biểu mẫu.' },
  ],
  list: [
    {
      type: 'list',
      marker: 'number',
      items: [
        {
          text: 'Giấy tờ phải nộp:',
          list: {
            marker: 'dash',
            items: [{ text: 'Đơn đề nghị (01 bản chính);' }, { text: 'Bản vẽ thiết kế (02 bộ).' }],
          },
        },
        { text: 'Thời hạn giải quyết: 07 ngày làm việc.' },
      ],
    },
  ],
  articles: [
    {
      type: 'articles',
      items: [
        { text: 'Cho phép bà {{data.fullName|name}} chuyển mục đích sử dụng {{data.area}} m² đất.' },
        {
          title: 'Trách nhiệm thi hành',
          clauses: [
            {
              text: 'Văn phòng Đăng ký đất đai có trách nhiệm:',
              points: [{ text: 'Cập nhật hồ sơ địa chính;' }, { text: 'Trao giấy chứng nhận.' }],
            },
            { text: 'Quyết định này có hiệu lực kể từ ngày ký.' },
          ],
        },
      ],
    },
  ],
  fields: [
    {
      type: 'fields',
      rows: [
        {
          cells: [
            { label: 'Họ, chữ đệm, tên vợ:', text: '**{{data.fullName|name}}**' },
            { label: 'Họ, chữ đệm, tên chồng:', text: '**{{data.spouse|name}}**' },
          ],
        },
        {
          cells: [
            { label: 'Ngày, tháng, năm sinh:', text: '{{data.born|shortDate}}' },
            { label: 'Ngày, tháng, năm sinh:', text: '{{data.spouseBorn|shortDate}}' },
          ],
        },
      ],
    },
  ],
  table: [
    {
      type: 'table',
      summary: 'Phần vốn góp của từng thành viên',
      groups: [{ span: 2 }, { heading: 'Phần vốn góp', span: 2 }],
      columns: [
        { heading: 'STT', share: 1, align: 'center' },
        { heading: 'Thành viên', share: 5, names: true },
        { heading: 'Triệu đồng', share: 3, align: 'right' },
        { heading: 'Tỷ lệ', share: 2, align: 'right' },
      ],
      rows: [
        {
          each: 'data.owners',
          cells: ['{{row}}', '{{item.name|name}}', '{{item.money}}', '{{item.share}} %'],
        },
        { cells: [{ text: '**Tổng cộng**', span: 2, align: 'center' }, '500', '100 %'] },
      ],
    },
  ],
  choices: [
    {
      type: 'choices',
      of: 'data.channel',
      perRow: 2,
      options: [
        { value: 'counter', text: 'Nhận tại Bộ phận Một cửa' },
        { value: 'post', text: 'Nhận qua bưu chính công ích' },
      ],
    },
    { type: 'paragraph', text: 'Đã kết hôn: {{data.married|checkbox}}' },
  ],
  image: [
    { type: 'image', file: 'mau-dau.png', alt: 'Mẫu dấu của cơ quan', widthMm: 36 },
    { type: 'paragraph', style: 'centred', text: '*Hình 1. Mẫu dấu của cơ quan*' },
  ],
  signature: [
    { type: 'paragraph', text: 'Đề nghị quý cơ quan, tổ chức, cá nhân có liên quan phối hợp thực hiện./.' },
    {
      type: 'signature',
      recipients: [{ text: 'Như Điều 3;' }, { text: 'Lưu: VT, hồ sơ {{dossier.code}}.' }],
    },
  ],
  appendix: [
    {
      type: 'appendix',
      label: 'Phụ lục I',
      title: 'DANH SÁCH THỬA ĐẤT ĐƯỢC CHUYỂN MỤC ĐÍCH SỬ DỤNG',
      reference: 'Kèm theo Quyết định về việc cho phép chuyển mục đích sử dụng đất',
    },
  ],
};

/** A decision that has every place of the decree's scheme a result has. */
export const DECISION: readonly object[] = [
  { type: 'header' },
  { type: 'title', text: 'QUYẾT ĐỊNH', subtitle: 'Về việc cho phép chuyển mục đích sử dụng đất' },
  {
    type: 'paragraph',
    style: 'centred',
    text: '**CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG BUÔN MA THUỘT**',
  },
  {
    type: 'paragraph',
    style: 'basis',
    text: 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;',
  },
  {
    type: 'paragraph',
    style: 'basis',
    text: 'Xét hồ sơ mã số {{dossier.code}} của bà {{data.fullName|name}},',
  },
  { type: 'paragraph', style: 'heading', text: 'QUYẾT ĐỊNH:' },
  {
    type: 'articles',
    items: [
      {
        text: 'Cho phép bà {{data.fullName|name}}, sinh {{data.born|longDate}}, chuyển mục đích sử dụng {{data.area}} m² đất tại thửa đất số 12, tờ bản đồ số 45 sang đất ở theo khoản 3 Điều 57 Luật Đất đai.',
      },
      {
        text: 'Văn phòng Đăng ký đất đai cập nhật hồ sơ địa chính và trao giấy chứng nhận cho người sử dụng đất trong thời hạn 15 ngày kể từ ngày ký Quyết định này.',
      },
      {
        text: 'Chánh Văn phòng, thủ trưởng các đơn vị có liên quan và bà {{data.fullName|name}} thi hành Quyết định này./.',
      },
    ],
  },
  { type: 'signature', recipients: [{ text: 'Như Điều 3;' }, { text: 'Lưu: VT, hồ sơ {{dossier.code}}.' }] },
];
