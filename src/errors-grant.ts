import { entries } from './errors-entry';

/** What granting roles can refuse. A part of the catalogue in `errors.ts`. */
export const GRANT_REFUSALS = entries({
  GRANT_TO_ONESELF: {
    status: 200,
    en: 'Nobody grants anything to themselves. Ask somebody else who keeps grants there.',
    vi: 'Không ai được tự phân quyền cho mình. Hãy đề nghị người khác có thẩm quyền phân quyền tại đó.',
    details: {},
  },
  GRANT_BEYOND_OWN: {
    status: 200,
    en: 'The role {role} includes {permission}, which you do not hold there yourself for as long. Grant a narrower role, or give an earlier end.',
    vi: 'Vai trò {role} có quyền {permission} mà chính bạn không có tại đó trong suốt thời gian này. Hãy giao vai trò hẹp hơn hoặc chọn ngày kết thúc sớm hơn.',
    details: { role: 'the role asked for', permission: 'the first permission that is too much', until: 'the end asked for; null for none' },
  },
});
