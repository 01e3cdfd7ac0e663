import type { Table } from '../src/grading/table.ts'
import blood from './ctcae/6.0/blood-and-lymphatic-system-disorders.json'
import cardiac from './ctcae/6.0/cardiac-disorders.json'
import congenitalFamilial from './ctcae/6.0/congenital-familial-and-genetic-disorders.json'
import ear from './ctcae/6.0/ear-and-labyrinth-disorders.json'
import endocrine from './ctcae/6.0/endocrine-disorders.json'
import eye from './ctcae/6.0/eye-disorders.json'
import gastrointestinal from './ctcae/6.0/gastrointestinal-disorders.json'
import general from './ctcae/6.0/general-disorders-and-administration-site-conditions.json'
import hepatobiliary from './ctcae/6.0/hepatobiliary-disorders.json'
import immuneSystem from './ctcae/6.0/immune-system-disorders.json'
import infections from './ctcae/6.0/infections-and-infestations.json'
import injuryPoisoning from './ctcae/6.0/injury-poisoning-and-procedural-complications.json'
import investigations from './ctcae/6.0/investigations.json'
import metabolism from './ctcae/6.0/metabolism-and-nutrition-disorders.json'
import musculoskeletal from './ctcae/6.0/musculoskeletal-and-connective-tissue-disorders.json'
import neoplasmsBenign from './ctcae/6.0/neoplasms-benign-malignant-and-unspecified.json'
import nervousSystem from './ctcae/6.0/nervous-system-disorders.json'
import pregnancyPuerperium from './ctcae/6.0/pregnancy-puerperium-and-perinatal-conditions.json'
import psychiatric from './ctcae/6.0/psychiatric-disorders.json'
import renal from './ctcae/6.0/renal-and-urinary-disorders.json'
import reproductiveSystem from './ctcae/6.0/reproductive-system-and-breast-disorders.json'
import respiratoryThoracic from './ctcae/6.0/respiratory-thoracic-and-mediastinal-disorders.json'
import skin from './ctcae/6.0/skin-and-subcutaneous-tissue-disorders.json'
import socialCircumstances from './ctcae/6.0/social-circumstances.json'
import surgical from './ctcae/6.0/surgical-and-medical-procedures.json'
import about from './ctcae/6.0/table.json'
import vascular from './ctcae/6.0/vascular-disorders.json'

/** NCI CTCAE v6.0 as structured criteria. */
export const ctcae60 = {
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
