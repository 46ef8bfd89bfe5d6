/** All content rules, in the order that their problems are printed in: references first, as the others rest on them. */
import type { Rule } from '#catalog/rule.ts';
import { answersLook } from './answers-look.ts';
import { answersRead } from './answers-read.ts';
import { binsCover } from './bins-cover.ts';
import { bodiesHeaded } from './bodies-headed.ts';
import { bodiesPlain } from './bodies-plain.ts';
import { causesHaveCases } from './causes-have-cases.ts';
import { causesReachable } from './causes-reachable.ts';
import { causesSeparable } from './causes-separable.ts';
import { findingsUsed } from './findings-used.ts';
import { idsPermanent } from './ids-permanent.ts';
import { lookAlikesMutual } from './look-alikes-mutual.ts';
import { referencesExist } from './references-exist.ts';
import { rowsHold } from './rows-hold.ts';
import { sourcesStand } from './sources-stand.ts';
import { textsFit } from './texts-fit.ts';
import { valuesFit } from './values-fit.ts';
import { versionsKnown } from './versions-known.ts';

/** The list that `check.ts` runs. */
export const rules: readonly Rule[] = [
  referencesExist,
  valuesFit,
  binsCover,
  answersRead,
  versionsKnown,
  rowsHold,
  sourcesStand,
  findingsUsed,
  causesHaveCases,
  causesSeparable,
  causesReachable,
  lookAlikesMutual,
  answersLook,
  textsFit,
  bodiesPlain,
  bodiesHeaded,
  idsPermanent,
];
