import type { ScaleTable } from '../../src/scales/scale.schema.ts'
import astctCrs2019 from './astct-crs-2019.json'
import astctIcans2019Adult from './astct-icans-2019-adult.json'
import astctIcans2019Pediatric from './astct-icans-2019-pediatric.json'
import astctIcansInstrument from './astct-icans-instrument.json'
import attributionNci5ToBinary from './attribution-nci5-to-binary.json'
import attributionWhoumcToBinary from './attribution-whoumc-to-binary.json'
import cairoBishop2004Ctls from './cairo-bishop-2004-ctls.json'
import cairoBishop2004CtlsCreatinine from './cairo-bishop-2004-ctls-creatinine.json'
import cairoBishop2004Ltls from './cairo-bishop-2004-ltls.json'
import carHematotox2021 from './car-hematotox-2021.json'
import cartox2018Cres from './cartox-2018-cres.json'
import cartox2018Crs from './cartox-2018-crs.json'
import childPugh from './child-pugh.json'
import ctcaeV403Crs from './ctcae-v4.03-crs.json'
import ctcaeV5Crs from './ctcae-v5-crs.json'
import ctcaeV5Irr from './ctcae-v5-irr.json'
import ctcaeV5Qtc from './ctcae-v5-qtc.json'
import ctcaeV5Tls from './ctcae-v5-tls.json'
import ctcaeV6Crs from './ctcae-v6-crs.json'
import edishQuadrant from './edish-quadrant.json'
import expeditedSusar from './expedited-susar.json'
import howard2011Ltls from './howard-2011-ltls.json'
import hscore from './hscore.json'
import ichE2aSeriousness from './ich-e2a-seriousness.json'
import iecHs2023Grade from './iec-hs-2023-grade.json'
import karnofskyToEcog from './karnofsky-to-ecog.json'
import lee2014Crs from './lee-2014-crs.json'
import magic2016Agvhd from './magic-2016-agvhd.json'
import magic2016LiverStage from './magic-2016-liver-stage.json'
import magic2016LowerGiStage from './magic-2016-lower-gi-stage.json'
import magic2016SkinStage from './magic-2016-skin-stage.json'
import magic2016UpperGiStage from './magic-2016-upper-gi-stage.json'
import mskccCrs from './mskcc-crs.json'
import nih2014CgvhdGlobal from './nih-2014-cgvhd-global.json'
import nyhaClass from './nyha-class.json'
import penn2018Crs from './penn-2018-crs.json'

/** The scales that are tables, as data: hand them to `scaleRegistry`, with a site's own beside them. */
export const scaleTables = [
  astctCrs2019,
  astctIcans2019Adult,
  astctIcans2019Pediatric,
  astctIcansInstrument,
  attributionNci5ToBinary,
  attributionWhoumcToBinary,
  cairoBishop2004Ctls,
  cairoBishop2004CtlsCreatinine,
  cairoBishop2004Ltls,
  carHematotox2021,
  cartox2018Cres,
  cartox2018Crs,
  childPugh,
  ctcaeV403Crs,
  ctcaeV5Crs,
  ctcaeV5Irr,
  ctcaeV5Qtc,
  ctcaeV5Tls,
  ctcaeV6Crs,
  edishQuadrant,
  expeditedSusar,
  howard2011Ltls,
  hscore,
  ichE2aSeriousness,
  iecHs2023Grade,
  karnofskyToEcog,
  lee2014Crs,
  magic2016Agvhd,
  magic2016LiverStage,
  magic2016LowerGiStage,
  magic2016SkinStage,
  magic2016UpperGiStage,
  mskccCrs,
  nih2014CgvhdGlobal,
  nyhaClass,
  penn2018Crs,
] as unknown as readonly ScaleTable[]
