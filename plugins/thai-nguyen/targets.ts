import type { LegalTarget, Targets } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { phuLuong } from './phu-luong';

/** Set for departments, branches and localities alike; of these, localities are the units a target can be held by. */
const onlineDossiers: LegalTarget = {
  key: 'online-level-4',
  indicator: 'online-level-4-share',
  bound: 'at-least',
  value: 55,
  from: '2022-01-01',
  until: '2023-01-01',
  holder: { level: 'district' },
  document: 'onlineDossiers',
  clause: 'đoạn 9',
  text: 'trong năm nay, tỷ lệ hồ sơ giải quyết trực tuyến mức độ 4 của các sở, ban, ngành và địa phương phải đạt từ 55% trở lên',
};

export const targets: readonly Version<Targets>[] = [
  {
    from: '2022-04-15',
    value: { targets: [onlineDossiers] },
    basis: {
      document: 'onlineDossiers',
      clause: 'đoạn 9',
      quote: 'tỷ lệ hồ sơ giải quyết trực tuyến mức độ 4 của các sở, ban, ngành và địa phương phải đạt từ 55% trở lên',
    },
  },
  {
    from: '2022-05-16',
    scope: phuLuong,
    // The province's target goes on beside the district's: what replaces must repeat it.
    value: {
      targets: [
        onlineDossiers,
        {
          key: 'skilled-working-age',
          indicator: 'skilled-working-age-share',
          bound: 'at-least',
          value: 70,
          until: '2026-01-01',
          holder: 'scope',
          text: 'đến năm 2025, có 70% số dân trong độ tuổi lao động trên địa bàn huyện biết và có kỹ năng sử dụng các loại hình dịch vụ công trực tuyến và các dịch vụ thiết yếu khác',
        },
      ],
    },
    basis: {
      document: 'plan174',
      clause: 'I.1',
      quote: 'đến năm 2025, có 70% số dân trong độ tuổi lao động trên địa bàn huyện biết và có kỹ năng sử dụng',
    },
  },
];
