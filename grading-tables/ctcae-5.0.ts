import type { Table } from '../src/grading/table.ts'
import blood from './ctcae/5.0/blood-and-lymphatic-system-disorders.json'
import cardiac from './ctcae/5.0/cardiac-disorders.json'
import congenitalFamilial from './ctcae/5.0/congenital-familial-and-genetic-disorders.json'
import ear from './ctcae/5.0/ear-and-labyrinth-disorders.json'
import endocrine from './ctcae/5.0/endocrine-disorders.json'
import eye from './ctcae/5.0/eye-disorders.json'
import gastrointestinal from './ctcae/5.0/gastrointestinal-disorders.json'
import general from './ctcae/5.0/general-disorders-and-administration-site-conditions.json'
import hepatobiliary from './ctcae/5.0/hepatobiliary-disorders.json'
import immuneSystem from './ctcae/5.0/immune-system-disorders.json'
import infections from './ctcae/5.0/infections-and-infestations.json'
import injuryPoisoning from './ctcae/5.0/injury-poisoning-and-procedural-complications.json'
import investigations from './ctcae/5.0/investigations.json'
import metabolism from './ctcae/5.0/metabolism-and-nutrition-disorders.json'
import musculoskeletal from './ctcae/5.0/musculoskeletal-and-connective-tissue-disorders.json'
import neoplasmsBenign from './ctcae/5.0/neoplasms-benign-malignant-and-unspecified.json'
import nervousSystem from './ctcae/5.0/nervous-system-disorders.json'
import pregnancyPuerperium from './ctcae/5.0/pregnancy-puerperium-and-perinatal-conditions.json'
import psychiatric from './ctcae/5.0/psychiatric-disorders.json'
import renal from './ctcae/5.0/renal-and-urinary-disorders.json'
import reproductiveSystem from './ctcae/5.0/reproductive-system-and-breast-disorders.json'
import respiratoryThoracic from './ctcae/5.0/respiratory-thoracic-and-mediastinal-disorders.json'
import skin from './ctcae/5.0/skin-and-subcutaneous-tissue-disorders.json'
import socialCircumstances from './ctcae/5.0/social-circumstances.json'
import surgical from './ctcae/5.0/surgical-and-medical-procedures.json'
import about from './ctcae/5.0/table.json'
import vascular from './ctcae/5.0/vascular-disorders.json'

/** NCI CTCAE v5.0 as structured criteria. */
export const ctcae50 = {
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
