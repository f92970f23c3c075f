import { entries } from './errors-entry';

/** Who is asking: what accounts, their sessions and keys can refuse. A part of the catalogue in `errors.ts`. */
export const ACCOUNT_REFUSALS = entries({
  SIGN_IN_REFUSED: {
    status: 200,
    en: 'This does not sign in: the name, the password or the one-time code is wrong, the code is missing or was used, or the account is closed. Check them, or ask an administrator of the province.',
    vi: 'Không đăng nhập được: tên, mật khẩu hoặc mã dùng một lần không đúng, thiếu mã hoặc mã đã dùng, hoặc tài khoản đã đóng. Hãy kiểm tra lại hoặc liên hệ quản trị viên của tỉnh.',
    details: {},
  },
  SIGN_IN_TOO_OFTEN: {
    status: 200,
    en: 'There were too many attempts to sign in. Try again in {seconds} seconds.',
    vi: 'Đã thử đăng nhập quá nhiều lần. Hãy thử lại sau {seconds} giây.',
    details: { seconds: 'how long to wait' },
  },
  ACCOUNT_ONLY: {
    status: 200,
    en: 'This is for people who signed in with an account of this installation. Sign in with signIn first.',
    vi: 'Chức năng này dành cho người đăng nhập bằng tài khoản của hệ thống. Hãy đăng nhập bằng signIn trước.',
    details: {},
  },
  SECOND_FACTOR_REQUIRED: {
    status: 200,
    en: 'Administrators of this province need a second factor before anything else. Enrol one with enrolSecondFactor and confirmSecondFactor.',
    vi: 'Quản trị viên của tỉnh phải đăng ký xác thực hai lớp trước. Hãy đăng ký bằng enrolSecondFactor và confirmSecondFactor.',
    details: {},
  },
  SECOND_FACTOR_SET: {
    status: 200,
    en: 'The account already has a second factor. Switch it off with disableSecondFactor before you enrol another.',
    vi: 'Tài khoản đã có xác thực hai lớp. Hãy tắt bằng disableSecondFactor trước khi đăng ký lại.',
    details: {},
  },
  SECOND_FACTOR_NOT_SET: {
    status: 200,
    en: 'The account has no second factor for this step. Enrol one with enrolSecondFactor.',
    vi: 'Tài khoản chưa có xác thực hai lớp cho bước này. Hãy đăng ký bằng enrolSecondFactor.',
    details: {},
  },
});
