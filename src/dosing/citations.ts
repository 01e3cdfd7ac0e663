/**
 * Where each DOI or registry number cited here was found beside the paper or trial it stands for. One that is missing is marked
 * "(DOI not confirmed)" wherever it is cited.
 */
export const confirmedIn: { readonly [id: string]: string } = {
  '10.1001/jamanetworkopen.2020.4787': 'references of the R package precautionary',
  '10.1002/sim.3230': 'CRAN description of OncoBayes2',
  '10.1002/sim.4780131802': 'manual of the R package escalation, three_plus_three',
  '10.1016/j.cct.2017.04.006': 'source of the R package escalation, get_mtpi2',
  '10.1080/10543406.2019.1636811': 'PubMed 31304864',
  '10.1093/biostatistics/kxz007': 'PubMed Central PMC8559898',
  '10.1093/jnci/89.15.1138': 'Scilit entry of the paper',
  '10.1111/rssc.12089': 'CRAN description of simFastBOIN',
  '10.1145/2063384.2063405': 'CRAN description of dqrng',
  '10.1158/1078-0432.CCR-17-0220': 'CRAN description of Keyboard',
  '10.1158/1078-0432.CCR-17-0582': 'CRAN description of dtpcrm',
  '10.1158/1078-0432.CCR-18-0246': 'documentation of a public implementation, by title',
  '10.1177/1740774510382799': 'PubMed 20935021',
  '10.1200/JCO.2007.12.7712': 'PubMed 18182661',
  '10.2307/2531628': 'CRAN description of trialr',
  '10.2307/2531693': 'manual of the R package escalation, three_plus_three',
  '10.2307/2533377': 'CRAN description of ph2bayes',
  NCT07021534: 'registry text of the trial',
}
