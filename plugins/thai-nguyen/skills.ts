import type { Skills } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { national } from '../national';
import { phuLuong } from './phu-luong';

export const skills: readonly Version<Skills>[] = [
  ...national.skills,
  {
    from: '2022-04-21',
    value: { requirements: [{ key: 'mobile-apps', skill: 'mobile-apps', atLeast: 'every' }] },
    basis: {
      document: 'plan70',
      clause: 'đoạn 2',
      quote: 'am hiểu và sử dụng thành thạo các ứng dụng công nghệ thông tin trên các thiết bị di động',
    },
  },
  {
    from: '2022-05-16',
    scope: phuLuong,
    value: { requirements: [{ key: 'digital-platforms', skill: 'digital-platforms', atLeast: 'every' }] },
    basis: {
      document: 'plan174',
      clause: 'II.1',
      quote:
        'Nhân sự tham gia Tổ công nghệ số cộng đồng có lòng nhiệt tình hoạt động cộng đồng, có kỹ năng sử dụng nền tảng số, công nghệ số',
    },
  },
];
