import type { Table } from '../src/grading/table.ts'
import blood from './ctcae/4.03/blood-and-lymphatic-system-disorders.json'
import cardiac from './ctcae/4.03/cardiac-disorders.json'
import congenitalFamilial from './ctcae/4.03/congenital-familial-and-genetic-disorders.json'
import ear from './ctcae/4.03/ear-and-labyrinth-disorders.json'
import endocrine from './ctcae/4.03/endocrine-disorders.json'
import eye from './ctcae/4.03/eye-disorders.json'
import gastrointestinal from './ctcae/4.03/gastrointestinal-disorders.json'
import general from './ctcae/4.03/general-disorders-and-administration-site-conditions.json'
import hepatobiliary from './ctcae/4.03/hepatobiliary-disorders.json'
import immuneSystem from './ctcae/4.03/immune-system-disorders.json'
import infections from './ctcae/4.03/infections-and-infestations.json'
import injuryPoisoning from './ctcae/4.03/injury-poisoning-and-procedural-complications.json'
import investigations from './ctcae/4.03/investigations.json'
import metabolism from './ctcae/4.03/metabolism-and-nutrition-disorders.json'
import musculoskeletal from './ctcae/4.03/musculoskeletal-and-connective-tissue-disorders.json'
import neoplasmsBenign from './ctcae/4.03/neoplasms-benign-malignant-and-unspecified.json'
import nervousSystem from './ctcae/4.03/nervous-system-disorders.json'
import pregnancyPuerperium from './ctcae/4.03/pregnancy-puerperium-and-perinatal-conditions.json'
import psychiatric from './ctcae/4.03/psychiatric-disorders.json'
import renal from './ctcae/4.03/renal-and-urinary-disorders.json'
import reproductiveSystem from './ctcae/4.03/reproductive-system-and-breast-disorders.json'
import respiratoryThoracic from './ctcae/4.03/respiratory-thoracic-and-mediastinal-disorders.json'
import skin from './ctcae/4.03/skin-and-subcutaneous-tissue-disorders.json'
import socialCircumstances from './ctcae/4.03/social-circumstances.json'
import surgical from './ctcae/4.03/surgical-and-medical-procedures.json'
import about from './ctcae/4.03/table.json'
import vascular from './ctcae/4.03/vascular-disorders.json'

/** NCI CTCAE v4.03 as structured criteria. */
export const ctcae403 = {
  ...about,
  chapters: [
    blood,
    cardiac,
    congenitalFamilial,
    ear,
    endocrine,
    eye,
    gastrointestinal,
    general,
    hepatobiliary,
    immuneSystem,
    infections,
    injuryPoisoning,
    investigations,
    metabolism,
    musculoskeletal,
    neoplasmsBenign,
    nervousSystem,
    pregnancyPuerperium,
    psychiatric,
    renal,
    reproductiveSystem,
    respiratoryThoracic,
    skin,
    socialCircumstances,
    surgical,
    vascular,
  ],
} as unknown as Table
