export { ProvinceState } from './province-state.entity';
export { CodedResolver, ProvinceResolver } from './province.resolver';
export { coded, CodedType, inLanguage, Language } from './coded.type';
export { describeDocument, describeVersion, explainChain, explainRule } from './law.rules';
export { CODE, LEGAL_DOCUMENT, namedIn, RULE_VERSION } from './law.graph';
export { PillarEnum } from './pillar.type';
export { LegalDocumentType, ProvinceType, RuleCandidateType, RuleNameEnum, RuleResolutionType, RuleVersionType } from './province.type';
export {
  checkCodes,
  checkKind,
  checkLevel,
  isSensitivePost,
  sensitivePosts,
  teamKindsOn,
  teamKindWord,
  teamKindWords,
  teamName,
  terminologyOn,
  word,
  wordsOn,
} from './vocabulary.rules';
