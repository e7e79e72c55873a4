/** Direct Connect locations by Region: code and name. The order matters: what a site offers depends on its place. */
export const SITES: Record<string, Record<string, string>> = {
  'us-east-1': {
    EqDC2: 'Equinix DC2/DC11, Ashburn, VA',
    CSVA1: 'CoreSite VA1, Reston, VA',
    CSNY1: 'CoreSite NY1, New York, NY',
    EqDA2: 'Equinix DA1-DA3/DA6, Dallas, TX',
    EqMI1: 'Equinix MI1, Miami, FL',
    '165HS': '165 Halsey Street, Newark, NJ',
    EqCH2: 'Equinix CH1-CH2/CH4, Chicago, IL',
    DR56M: 'Digital Realty ATL13, 56 Marietta Street, Atlanta, GA',
  },
  'us-east-2': {
    COL11: 'Cologix COL2, Columbus, OH',
    QTSC1: 'QTS Chicago, Chicago, IL',
    '350EC': '350 East Cermak Road, Chicago, IL',
  },
  'us-west-1': {
    EqSV5: 'Equinix SV1/SV5, San Jose, CA',
    CSSV4: 'CoreSite SV4, Santa Clara, CA',
    'EqLA3-EQ': 'Equinix LA3, El Segundo, CA',
  },
  'us-west-2': {
    PEH51: 'Pittock Block, Portland, OR',
    EqSe2: 'Equinix SE2/SE3, Seattle, WA',
    SWICH: 'Switch SUPERNAP, Las Vegas, NV',
    CSDE1: 'CoreSite DE1, Denver, CO',
  },
  'eu-west-1': {
    EqDB1: 'Equinix DB1/DB2/DB3, Dublin, Ireland',
    ECI01: 'Eircom, Clonshaugh, Ireland',
    TCLD1: 'Digital Realty LHR20, London, UK',
  },
  'eu-west-2': {
    EqLD5: 'Equinix LD4/LD6, Slough, UK',
    THLON: 'Telehouse West, London Docklands, UK',
  },
  'eu-central-1': {
    EqFA5: 'Equinix FR5, Frankfurt, Germany',
    INXFR: 'Digital Realty FRA6, Frankfurt, Germany',
    IPBER: 'IPB, Berlin, Germany',
  },
  'ap-southeast-1': {
    EqSG2: 'Equinix SG2, Singapore',
    GSSG1: 'Global Switch, Singapore',
    HKMEG: 'MEGA-i, Hong Kong SAR',
  },
  'ap-northeast-1': {
    EqTY2: 'Equinix TY2, Tokyo, Japan',
    AT1TK: 'AT TOKYO Chuo Data Center, Tokyo, Japan',
    EqOS1: 'Equinix OS1, Osaka, Japan',
  },
  'ap-southeast-2': {
    EqSY3: 'Equinix SY1-SY4, Sydney, Australia',
    NXME2: 'NEXTDC M2, Melbourne, Australia',
  },
  'sa-east-1': {
    TIVIT: 'TIVIT, Site Transamérica, São Paulo, Brazil',
    TNDB1: 'Ascenty, Barueri, São Paulo, Brazil',
    EqRJ2: 'Equinix RJ2, Rio de Janeiro, Brazil',
  },
};

/** With METROS these make up the sites that fill us-east-1: prefix of the code, name. */
export const OPERATORS: [string, string][] = [
  ['Dlr', 'Digital Realty'],
  ['Cyr', 'CyrusOne'],
  ['Irm', 'Iron Mountain'],
  ['Tpt', 'TierPoint'],
  ['Flx', 'Flexential'],
  ['Dbk', 'DataBank'],
];

export const METROS: [string, string][] = [
  ['IAD', 'Ashburn, VA'],
  ['RIC', 'Richmond, VA'],
  ['ORF', 'Norfolk, VA'],
  ['BWI', 'Baltimore, MD'],
  ['PHL', 'Philadelphia, PA'],
  ['PIT', 'Pittsburgh, PA'],
  ['EWR', 'Newark, NJ'],
  ['JFK', 'New York, NY'],
  ['BUF', 'Buffalo, NY'],
  ['ALB', 'Albany, NY'],
  ['BDL', 'Hartford, CT'],
  ['BOS', 'Boston, MA'],
  ['RDU', 'Raleigh, NC'],
  ['CLT', 'Charlotte, NC'],
  ['ATL', 'Atlanta, GA'],
  ['JAX', 'Jacksonville, FL'],
  ['MIA', 'Miami, FL'],
  ['TPA', 'Tampa, FL'],
];
