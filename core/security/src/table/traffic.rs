//! The way in: load balancer, certificate, names, firewall.

use super::ANY;
use super::source::{LINKED_ROLES, REFERENCE};
use crate::grant::{Grant, reads, writes};

const BALANCER: &str = "elasticloadbalancing:{region}:*:loadbalancer/app/{aws_lb.name}/*";
const LISTENER: &str = "elasticloadbalancing:{region}:*:listener/app/{aws_lb.name}/*";
/// Its last four characters say what cannot change in place; another one has others.
const TARGETS: &str = "elasticloadbalancing:{region}:*:targetgroup/{aws_lb_target_group.name:4}/*";
const CERTIFICATE: &str = "acm:{region}:*:certificate/*";
const ZONE: &str = "route53:::hostedzone/{aws_route53_record.alias.zone_id}";

pub(super) const GRANTS: &[Grant] = &[
    reads(
        &["aws_lb"],
        &[
            "elasticloadbalancing:DescribeCapacityReservation",
            "elasticloadbalancing:DescribeListenerAttributes",
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeLoadBalancerAttributes",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeTags",
            "elasticloadbalancing:DescribeTargetGroupAttributes",
            "elasticloadbalancing:DescribeTargetGroups",
        ],
        ANY,
        "the load balancer is looked at, with its listeners and target groups",
    ),
    writes(
        &["aws_lb"],
        &[
            "elasticloadbalancing:CreateListener",
            "elasticloadbalancing:CreateLoadBalancer",
            "elasticloadbalancing:DeleteLoadBalancer",
            "elasticloadbalancing:ModifyLoadBalancerAttributes",
        ],
        &[BALANCER],
        "the load balancer and its listeners are made, and it is taken away",
    ),
    writes(
        &["aws_lb"],
        &["elasticloadbalancing:SetSecurityGroups", "elasticloadbalancing:SetSubnets"],
        &[BALANCER],
        "other subnets or groups are set in place",
    )
    .implied(REFERENCE),
    writes(&["aws_lb_listener"], &["elasticloadbalancing:DeleteListener"], &[LISTENER], "listeners are taken away"),
    writes(
        &["aws_lb_listener"],
        &["elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyListenerAttributes"],
        &[LISTENER],
        "a certificate or policy changes in place",
    )
    .implied(REFERENCE),
    writes(
        &["aws_lb_target_group"],
        &[
            "elasticloadbalancing:CreateTargetGroup",
            "elasticloadbalancing:DeleteTargetGroup",
            "elasticloadbalancing:ModifyTargetGroupAttributes",
        ],
        &[TARGETS],
        "the target group is made and taken away",
    ),
    writes(
        &["aws_lb_target_group"],
        &["elasticloadbalancing:ModifyTargetGroup"],
        &[TARGETS],
        "the health check changes in place",
    )
    .implied(REFERENCE),
    writes(
        &["aws_lb"],
        &["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
        &[BALANCER, LISTENER, TARGETS],
        "what is made has tags",
    )
    .implied(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/tagging-resources-during-creation.html",
    ),
    writes(
        &["aws_lb"],
        &["iam:CreateServiceLinkedRole"],
        &["iam::*:role/aws-service-role/elasticloadbalancing.amazonaws.com/*"],
        "the first load balancer of an account makes a role of the service",
    )
    .implied(LINKED_ROLES),
    reads(
        &["aws_acm_certificate", "aws_acm_certificate_validation"],
        &["acm:DescribeCertificate", "acm:ListTagsForCertificate"],
        &[CERTIFICATE],
        "the certificate is looked at, until it is issued",
    ),
    writes(&["aws_acm_certificate"], &["acm:RequestCertificate"], ANY, "the certificate is asked for"),
    writes(&["aws_acm_certificate"], &["acm:DeleteCertificate"], &[CERTIFICATE], "the certificate is taken away"),
    writes(
        &["aws_acm_certificate"],
        &["acm:AddTagsToCertificate", "acm:RemoveTagsFromCertificate"],
        &[CERTIFICATE],
        "what is made has tags",
    )
    .implied("https://docs.aws.amazon.com/acm/latest/userguide/authen-apipermissions.html"),
    reads(
        &["aws_route53_record"],
        &["route53:GetHostedZone", "route53:ListResourceRecordSets"],
        &[ZONE],
        "records of the zone are looked at",
    ),
    writes(
        &["aws_route53_record"],
        &["route53:ChangeResourceRecordSets"],
        &[ZONE],
        "records are written into the zone and taken out",
    ),
    writes(
        &["aws_route53_record"],
        &["route53:GetChange"],
        &["route53:::change/*"],
        "a change of records takes its time",
    ),
    reads(
        &["aws_wafv2_web_acl_association"],
        &["wafv2:GetWebACLForResource"],
        &[BALANCER],
        "which web ACL the load balancer has is looked at",
    ),
    reads(
        &["aws_wafv2_web_acl_association"],
        &["wafv2:GetWebACL", "wafv2:GetWebACLForResource"],
        &["{aws_wafv2_web_acl_association.web_acl_arn}"],
        "who asks for the web ACL of a load balancer must be allowed to see it",
    )
    .implied("https://docs.aws.amazon.com/waf/latest/APIReference/API_GetWebACLForResource.html"),
    writes(
        &["aws_wafv2_web_acl_association"],
        &["wafv2:AssociateWebACL"],
        &[BALANCER, "{aws_wafv2_web_acl_association.web_acl_arn}"],
        "the web ACL is attached to the load balancer",
    ),
    writes(
        &["aws_wafv2_web_acl_association"],
        &["wafv2:DisassociateWebACL"],
        &[BALANCER],
        "the web ACL is taken off the load balancer",
    ),
    writes(
        &["aws_wafv2_web_acl_association"],
        &["elasticloadbalancing:SetWebAcl"],
        ANY,
        "AWS WAF asks for it where a web ACL is attached",
    )
    .implied("https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html"),
];
