import { bilingual } from './language.ts';

/** The steps of the workflow, as people call them who have to repair one. */
export const steps = bilingual({
  vi: {
    RenderResult: 'Lập văn bản kết quả',
    AwaitApproval: 'Trình người có thẩm quyền',
    ReturnForCorrection: 'Trả lại để sửa',
    PrepareSignature: 'Chuẩn bị chữ ký số',
    SignWithKms: 'Ký số bằng khóa của người có thẩm quyền',
    SignWithSecret: 'Ký số bằng tệp khóa hoặc dịch vụ ký số từ xa',
    AwaitSignature: 'Chờ chữ ký từ thiết bị của người ký',
    EmbedSignature: 'Đưa chữ ký vào văn bản',
    AwaitSeal: 'Chờ văn thư đóng dấu',
    SealResult: 'Cấp số và đóng dấu',
    AugmentResult: 'Bổ sung dữ liệu kiểm chứng lâu dài',
    AwaitTrustService: 'Chờ dịch vụ chứng thực',
    ArchiveResult: 'Kiểm tra và lưu trữ văn bản',
    ReturnByChannel: 'Trả kết quả theo các hình thức đã chọn',
    SendDownloadLink: 'Gửi liên kết tải kết quả',
    CreatePostalOrder: 'Tạo phiếu gửi bưu chính',
    AwaitDelivery: 'Chờ bưu chính phát',
    AwaitCollection: 'Chờ nhận tại quầy',
    CompleteReturn: 'Hoàn tất trả kết quả',
    AwaitRepair: 'Chờ xử lý sự cố',
    AwaitLinkRepair: 'Chờ xử lý sự cố của liên kết tải',
    AwaitPostRepair: 'Chờ xử lý sự cố của bưu gửi',
    AwaitCounterRepair: 'Chờ xử lý sự cố trả tại quầy',
    CancelReturn: 'Hủy việc trả kết quả',
  },
  en: {
    RenderResult: 'Rendering the result',
    AwaitApproval: 'Putting it before the official',
    ReturnForCorrection: 'Returning it for correction',
    PrepareSignature: 'Preparing the signature',
    SignWithKms: 'Signing with the official’s key',
    SignWithSecret: 'Signing with a key file or a remote service',
    AwaitSignature: 'Waiting for the official’s device',
    EmbedSignature: 'Putting the signature into the document',
    AwaitSeal: 'Waiting for the clerk’s seal',
    SealResult: 'Numbering and sealing',
    AugmentResult: 'Adding evidence for later verification',
    AwaitTrustService: 'Waiting for a trust service',
    ArchiveResult: 'Checking and archiving the document',
    ReturnByChannel: 'Returning it in the ways asked for',
    SendDownloadLink: 'Sending the download link',
    CreatePostalOrder: 'Creating the postal order',
    AwaitDelivery: 'Waiting for delivery',
    AwaitCollection: 'Waiting for collection',
    CompleteReturn: 'Completing the return',
    AwaitRepair: 'Waiting for repair',
    AwaitLinkRepair: 'Waiting for repair of the link',
    AwaitPostRepair: 'Waiting for repair of the post',
    AwaitCounterRepair: 'Waiting for repair of the counter',
    CancelReturn: 'Cancelling the return',
  },
});

/** What can have failed, and what to do then. */
export const failures = bilingual({
  vi: {
    missing: 'Thiếu dữ liệu hoặc tệp mà bước này cần',
    missingAdvice:
      'Xem chi tiết kỹ thuật để biết thiếu gì (mục danh bạ, hình dấu, hình chữ ký, chứng thư), bổ sung, rồi cho chạy tiếp.',
    away: 'Một dịch vụ mà bước này cần không phản hồi',
    awayAdvice:
      'Kiểm tra tình trạng dịch vụ nêu trong chi tiết kỹ thuật. Khi dịch vụ đã hoạt động, cho chạy tiếp.',
    revoked:
      'Chứng thư số dùng để ký, hoặc chứng thư của cơ quan cấp, đã bị thu hồi hay đang tạm dừng. Chưa có gì được ký',
    revokedAdvice: 'Đăng ký chứng thư mới, hoặc đề nghị bỏ tạm dừng, rồi cho chạy tiếp.',
    expired: 'Chứng thư số dùng để ký đã hết hạn. Chưa có gì được ký',
    expiredAdvice: 'Gia hạn và đăng ký chứng thư, rồi cho chạy tiếp.',
    unfit:
      'Chứng thư số chưa đến ngày có hiệu lực, không cấp cho mục đích ký, hoặc không dẫn tới gốc tin cậy đã cấu hình. Chưa có gì được ký',
    unfitAdvice: 'Kiểm tra chứng thư và danh sách gốc tin cậy, rồi cho chạy tiếp.',
    statusUnknown:
      'Không hỏi được tình trạng chứng thư số (OCSP, danh sách thu hồi). Chưa có gì được ký thêm',
    statusUnknownAdvice: 'Thử chạy tiếp sau; nếu kéo dài, liên hệ cơ quan cấp chứng thư.',
    keyRefused:
      'Không dùng được khóa ký, tệp khóa hoặc tài khoản dịch vụ ký số đã đăng ký. Chưa có gì được ký ở bước này',
    keyRefusedAdvice:
      'Xem chi tiết kỹ thuật (khóa KMS, tệp khóa và mật khẩu, tài khoản và mã PIN của dịch vụ), đăng ký lại bằng lệnh keys, rồi cho chạy tiếp.',
    signingAway: 'Dịch vụ ký số từ xa không phản hồi. Chưa có gì được ký ở bước này',
    signingAwayAdvice: 'Liên hệ nơi cung cấp dịch vụ ký số. Khi dịch vụ đã hoạt động, cho chạy tiếp.',
    outcomeUnknown: 'Dịch vụ ký số từ xa đã nhận yêu cầu ký nhưng không trả lời: không rõ đã ký hay chưa',
    outcomeUnknownAdvice:
      'Hỏi nơi cung cấp dịch vụ xem yêu cầu đã được ký chưa. Cho chạy tiếp là yêu cầu ký thêm một lần; văn bản chỉ nhận một chữ ký.',
    document: 'Không lập được văn bản từ dữ liệu và mẫu của hồ sơ',
    documentAdvice:
      'Báo bộ phận phụ trách mẫu. Sau khi sửa mẫu thì cho chạy tiếp; nếu dữ liệu hồ sơ sai thì hủy, hệ thống một cửa sẽ gửi lại hồ sơ.',
    signature: 'Văn bản hoặc chữ ký không qua được kiểm tra',
    signatureAdvice:
      'Không cho chạy tiếp khi chưa rõ nguyên nhân. Chuyển chi tiết kỹ thuật cho bộ phận an toàn thông tin; nếu không khắc phục được thì hủy.',
    refused: 'Dịch vụ thư điện tử từ chối thư',
    refusedAdvice: 'Kiểm tra địa chỉ thư của người dân và tài khoản gửi thư, rồi cho chạy tiếp.',
    unanswered: 'Không có ai trả lời sau lần nhắc cuối',
    unansweredAdvice:
      'Liên hệ người được chờ. Khi người đó quyết định, hồ sơ tự chạy tiếp; cho chạy tiếp để nhắc thêm một lần.',
    lost: 'Bưu chính báo bưu gửi thất lạc',
    lostAdvice: 'Chuẩn bị lại bản giấy rồi cho chạy tiếp: hệ thống lập phiếu gửi mới.',
    unknown: 'Bước xử lý dừng ngoài dự kiến',
    unknownAdvice:
      'Chuyển chi tiết kỹ thuật cho bộ phận kỹ thuật. Khi nguyên nhân đã được khắc phục, cho chạy tiếp.',
  },
  en: {
    missing: 'Something this step needs is missing',
    missingAdvice:
      'The technical detail says what (a directory entry, the seal’s or signature’s picture, a certificate). Add it, then let it go on.',
    away: 'A service this step needs does not answer',
    awayAdvice: 'Look at the service named in the technical detail. Once it works again, let it go on.',
    revoked:
      'The certificate to sign with, or its authority’s, has been revoked or is on hold. Nothing was signed',
    revokedAdvice: 'Register a new one, or have the hold lifted, then let it go on.',
    expired: 'The certificate to sign with has expired. Nothing was signed',
    expiredAdvice: 'Renew and register it, then let it go on.',
    unfit:
      'The certificate is not valid yet, not for signing, or leads to no configured root. Nothing was signed',
    unfitAdvice: 'Check the certificate and the trusted roots, then let it go on.',
    statusUnknown:
      'The status of a certificate could not be told (OCSP, revocation list). Nothing more was signed',
    statusUnknownAdvice: 'Let it go on later; if it lasts, ask the certificate’s authority.',
    keyRefused:
      'The registered key, key file or signing service account cannot be used. Nothing was signed in this step',
    keyRefusedAdvice:
      'The technical detail says which (the KMS key, the key file and its passphrase, the service’s account and PIN). Register it anew with the keys command, then let it go on.',
    signingAway: 'The remote signing service does not answer. Nothing was signed in this step',
    signingAwayAdvice: 'Speak to the service’s provider. Once it works again, let it go on.',
    outcomeUnknown:
      'The remote signing service was asked to sign and did not answer: nobody knows whether it signed',
    outcomeUnknownAdvice:
      'Ask the service’s provider whether the request was signed. To let it go on is to ask once more; the document takes one signature only.',
    document: 'The document cannot be made from the dossier’s data and its template',
    documentAdvice:
      'Tell those who keep the templates, and let it go on once theirs is mended. If the data is wrong, cancel: the one-stop system submits it again.',
    signature: 'The document or a signature did not pass its check',
    signatureAdvice:
      'Do not let it go on before the cause is known. Hand the technical detail to information security; cancel if it cannot be mended.',
    refused: 'The e-mail service refused the message',
    refusedAdvice: 'Check the citizen’s address and the sending account, then let it go on.',
    unanswered: 'Nobody answered the last reminder',
    unansweredAdvice:
      'Speak to the person. Once they decide, the dossier goes on by itself; let it go on to remind them once more.',
    lost: 'The post reported the parcel as lost',
    lostAdvice: 'Make the paper ready again and let it go on: a new postal order is made.',
    unknown: 'The step stopped unexpectedly',
    unknownAdvice: 'Hand the technical detail to support. Once the cause is mended, let it go on.',
  },
});
