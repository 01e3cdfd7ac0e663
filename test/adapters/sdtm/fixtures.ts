/** One small file for each domain that is read; every row states something and nothing in it is odd. */
export const fixtures: Readonly<Record<string, string>> = {
  DM: `
    USUBJID  SITEID  RFICDTC     RFSTDTC     AGE  AGEU   SEX  ARMCD     ACTARMCD  COHORT      DTHDTC      DTHFL
    001      01      2026-01-02  2026-01-05  61   YEARS  F    L1        L1        colorectal  -           -
    002      01      2026-01-09  2026-01-12  54   YEARS  M    L2        L2        gastric     2026-03-01  Y
    003      02      2026-01-20  -           70   YEARS  F    SCRNFAIL  -         -           -           -`,
  DS: `
    USUBJID  DSSEQ  DSCAT               DSSCAT           DSDECOD                    DSTERM              DSSTDTC
    001      1      PROTOCOL MILESTONE  -                INFORMED CONSENT OBTAINED  -                   2026-01-02
    001      2      PROTOCOL MILESTONE  -                ENROLLED                   -                   2026-01-04
    001      3      DISPOSITION EVENT   STUDY TREATMENT  ADVERSE EVENT              -                   2026-02-01
    001      4      DISPOSITION EVENT   -                COMPLETED                  -                   2026-06-01
    002      1      DISPOSITION EVENT   -                WITHDRAWAL BY SUBJECT      moved away          2026-02-20
    002      2      DISPOSITION EVENT   -                DEATH                      DEATH               2026-03-01`,
  EX: `
    USUBJID  EXSEQ  EXTRT  EXDOSE  EXDOSU    EXSTDTC           EXLOT  EXROUTE      EXCYCLE  EXINFUS  EXPDOSE  EXWEIGHT  EXOCCUR  EXOOS
    001      1      CAR-T  1.5E7   cells/kg  2026-01-05T09:00  A-1    INTRAVENOUS  1        1        1.5E7    60        Y        N
    001      2      CAR-T  1.5E7   cells/kg  2026-01-06T09:00  A-1    INTRAVENOUS  1        2        1.5E7    60        -        -
    002      1      CAR-T  -       -         2026-01-12        -      -            -        -        -        -         N        -`,
  AE: `
    USUBJID  AESEQ  AETERM     AEDECOD                     AETOXGR  AESER  AEREL          AEOUT                       AESTDTC           AEENDTC     AEENRTPT  AEENTPT     AEPARENT  AESHOSP
    001      1      CRS        Cytokine release syndrome   2        N      POSSIBLE       RECOVERED/RESOLVED          2026-01-07T08:30  2026-01-10  -         -           -         N
    001      2      fever      Fever                       1        N      NOT RELATED    RECOVERED/RESOLVED          2026-01-07        2026-01-09  -         -           1         N
    002      1      ALT up     Alanine aminotransferase…   3        Y      RELATED        NOT RECOVERED/NOT RESOLVED  2026-01-15        -           ONGOING   2026-02-20  -         Y`,
  FA: `
    USUBJID  FASEQ  FATESTCD  FACAT  FAOBJ              FAORRES  FAORRESU  FADTC             FALNKID
    001      1      TOXGR     -      -                  1        -         2026-01-07T08:30  1
    001      2      TOXGR     -      -                  2        -         2026-01-08        1
    001      3      CRSGR     -      -                  2        -         2026-01-08        1
    001      4      HYPOTENS  CRS    -                  Y        -         2026-01-08        1
    001      5      OCCUR     -      HIV infection      N        -         2026-01-02        -
    001      6      DUR       -      expected survival  20       weeks     2026-01-02        -`,
  LB: `
    USUBJID  LBSEQ  LBTESTCD  LBCAT      LBSPEC  LBORRES  LBORRESU  LBORNRLO  LBORNRHI  LBNRIND  LBLOBXFL  LBFAST  LBDTC             VISIT
    001      1      HGB       -          BLOOD   95       g/L       120       160       LOW      Y         -       2026-01-05T07:00  DAY 0
    001      2      ALT       CHEMISTRY  -       44       U/L       -         40        HIGH     -         N       2026-01-12        DAY 7
    002      1      GLUC      -          SERUM   <40      mg/dL     70        99        LOW      -         Y       2026-01-12        DAY 0`,
  TU: `
    USUBJID  TUSEQ  TULNKID  TUORRES     TULOC       TUMETHOD  TUEVAL        TUDTC       VISIT
    001      1      T01      TARGET      LIVER       CT SCAN   INVESTIGATOR  2026-01-02  SCREENING
    001      2      T02      TARGET      LYMPH NODE  CT SCAN   INVESTIGATOR  2026-01-02  SCREENING
    001      3      N01      NON-TARGET  LUNG        CT SCAN   INVESTIGATOR  2026-01-02  SCREENING`,
  TR: `
    USUBJID  TRSEQ  TRLNKID  TRGRPID     TRTESTCD  TRORRES  TRORRESU  TRSLTHK  TREVAL        TRDTC       VISIT
    001      1      T01      TARGET      LDIAM     32.5     mm        5        INVESTIGATOR  2026-01-02  SCREENING
    001      2      T02      TARGET      SAXIS     1.8      cm        5        INVESTIGATOR  2026-01-02  SCREENING
    001      3      N01      NON-TARGET  TUMSTATE  PRESENT  -         -        INVESTIGATOR  2026-01-02  SCREENING`,
  VS: `
    USUBJID  VSSEQ  VSTESTCD  VSORRES  VSORRESU  VSLOBXFL  VSDTC
    001      1      TEMP      38.4     C         -         2026-01-07T08:30
    001      2      OXYSAT    91       %         -         2026-01-07T08:30
    002      1      WEIGHT    70       kg        Y         2026-01-12`,
  EG: `
    USUBJID  EGSEQ  EGTESTCD  EGORRES  EGORRESU  EGDTC
    001      1      QTCFAG    421      ms        2026-01-02
    001      2      PRAG      160      msec      2026-01-02`,
  CV: `
    USUBJID  CVSEQ  CVTESTCD  CVORRES  CVORRESU  CVDTC
    001      1      LVEF      62       %         2026-01-02`,
  CM: `
    USUBJID  CMSEQ  CMTRT          CMDECOD          CMDOSE  CMDOSU  CMROUTE      CMSTDTC           CMENDTC     CMINDC  CMLNKID  CMOCCUR
    001      1      Actemra        TOCILIZUMAB      480     mg      INTRAVENOUS  2026-01-08T10:00  2026-01-08  CRS     1        Y
    001      2      noradrenaline  NOREPINEPHRINE   -       -       INTRAVENOUS  2026-01-08T12:00  2026-01-09  CRS     1        -
    002      1      cetirizine     CETIRIZINE       10      mg      ORAL         2026-01-12        -           -       -        N`,
  PR: `
    USUBJID  PRSEQ  PRTRT           PRDEVICE       PRDOSE  PRDOSU  PRSTDTC           PRENDTC     PRLNKID  PROCCUR
    001      1      Oxygen therapy  nasal cannula  4       L/min   2026-01-08T09:00  2026-01-09  1        Y
    002      1      Appendectomy    -              -       -       2026-01-20        -           -        -`,
  QS: `
    USUBJID  QSSEQ  QSCAT  QSTESTCD  QSORRES  QSSTRESN  QSDTC
    001      1      ECOG   ECOG101   -        1         2026-01-02
    001      2      ICE    ICETOT    9        9         2026-01-08T18:00
    001      3      ICE    ICEORI    4        4         2026-01-08T18:00`,
  RS: `
    USUBJID  RSSEQ  RSCAT       RSTESTCD  RSSTRESC  RSDTC
    001      1      RECIST 1.1  OVRLRESP  SD        2026-02-05`,
  SV: `
    USUBJID  VISITNUM  VISIT   SVSTDTC     SVOCCUR  SVASSESS
    001      1         DAY 0   2026-01-05  Y        chemistry; hematology
    001      2         DAY 28  2026-02-02  -        -
    002      1         DAY 0   2026-01-12  N        -`,
  APLB: `
    APID  RSUBJID  SREL    LBSEQ  LBTESTCD  LBSPEC  LBORRES  LBORRESU  LBORNRLO  LBORNRHI  LBDTC
    D1    001      DONOR   1      HGB       BLOOD   141      g/L       120       160       2025-12-20
    D2    001      DONOR   1      HGB       BLOOD   118      g/L       120       160       2025-12-21`,
  APVS: `
    APID  RSUBJID  SREL              VSSEQ  VSTESTCD  VSORRES  VSORRESU  VSDTC
    D1    001      BIOLOGICAL DONOR  1      TEMP      36.6     C         2025-12-20`,
  APFA: `
    APID  RSUBJID  SREL   FASEQ  FATESTCD  FAOBJ          FAORRES  FADTC
    D1    001      DONOR  1      OCCUR     HIV infection  N        2025-12-20`,
  APQS: `
    APID  RSUBJID  SREL   QSSEQ  QSCAT  QSTESTCD  QSORRES  QSDTC
    D1    001      DONOR  1      ECOG   ECOG101   0        2025-12-20`,
  DECISIONS: `
    DECDTC      DECISION            DECBY  LEVEL  REASON         USUBJID  RULE       EVENT  ANSWER   GRADE  GATE     COHORT
    2026-02-10  ESCALATE            SRC    L2     -              -        -          -      -        -      -        -
    2026-02-11  ADJUDICATE          SRC    -      other cause    001      nonheme-3  1      NOT MET  -      -        -
    2026-02-11  ADJUDICATE          SRC    -      reread         001      -          1      -        2      -        -
    2026-03-01  GATE                SRC    -      -              -        -          -      -        -      interim  -
    2026-03-02  SUSPEND ENROLLMENT  SRC    -      a lot          -        -          -      -        -      -        gastric
    2026-03-02  RESUME              SRC    -      site reopened  -        -          -      -        -      -        -
    2026-03-03  RP2D                SRC    L2     -              -        -          -      -        -      -        -
    2026-03-04  CLOSE COHORT        SRC    -      enough         -        -          -      -        -      -        gastric`,
}
