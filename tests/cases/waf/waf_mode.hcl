# Whether a web application firewall is put in front.

base = "existing-network-with-dns-waf"

rule "waf_mode is none or existing" {
  refuses "unknown" {
    why    = "The list is closed: the module makes no firewall."
    inputs = { waf_mode = "managed", waf_web_acl_arn = null }
    fails  = ["waf_mode"]
  }

  accepts "without an ACL" {
    why    = "None is one of the two, and the default."
    inputs = { waf_mode = null, waf_web_acl_arn = null }
  }
}
