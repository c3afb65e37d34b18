//! The network: made, or looked at.

use super::ANY;
use super::source::{REFERENCE, TAGS_OF_EC2};
use crate::grant::{Grant, Need, reads, writes};

const VPC: &str = "ec2:{region}:*:vpc/*";
const SUBNET: &str = "ec2:{region}:*:subnet/*";
const GATEWAY: &str = "ec2:{region}:*:internet-gateway/*";
const TABLE: &str = "ec2:{region}:*:route-table/*";
const ADDRESS: &str = "ec2:{region}:*:elastic-ip/*";
const NAT: &str = "ec2:{region}:*:natgateway/*";
const FLOW_LOG: &str = "ec2:{region}:*:vpc-flow-log/*";
const GROUP: &str = "ec2:{region}:*:security-group/*";
const RULE: &str = "ec2:{region}:*:security-group-rule/*";
const INTERFACE: &str = "ec2:{region}:*:network-interface/*";

const RULES: &[&str] = &["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"];
const TAGS: &[&str] = &["ec2:CreateTags", "ec2:DeleteTags"];
const WHY_TAGS: &str = "what is made has tags";

pub(super) const GRANTS: &[Grant] = &[
    reads(
        &["aws_vpc"],
        &["ec2:DescribeVpcs", "ec2:DescribeNetworkAcls", "ec2:DescribeRouteTables", "ec2:DescribeSecurityGroups"],
        ANY,
        "the VPC is looked at, with what AWS makes in it",
    ),
    reads(&["aws_vpc"], &["ec2:DescribeVpcAttribute"], &[VPC], "whether the VPC resolves names is looked at"),
    writes(
        &["aws_vpc"],
        &["ec2:CreateVpc", "ec2:ModifyVpcAttribute", "ec2:DeleteVpc"],
        &[VPC],
        "the VPC is made and taken away",
    ),
    writes(&["aws_vpc"], TAGS, &[VPC], WHY_TAGS).implied(TAGS_OF_EC2),
    reads(&["aws_default_security_group"], &["ec2:DescribeSecurityGroups"], ANY, "the default group is looked at"),
    writes(
        &["aws_default_security_group"],
        &["ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"],
        &[GROUP],
        "the default group is emptied",
    ),
    writes(&["aws_default_security_group"], TAGS, &[GROUP], WHY_TAGS).implied(TAGS_OF_EC2),
    reads(&["aws_subnet"], &["ec2:DescribeSubnets"], ANY, "subnets are looked at"),
    writes(&["aws_subnet"], &["ec2:CreateSubnet"], &[SUBNET, VPC], "subnets are made in the VPC"),
    writes(&["aws_subnet"], &["ec2:DeleteSubnet"], &[SUBNET], "subnets are taken away"),
    writes(
        &["aws_subnet", "aws_security_group"],
        &["ec2:DescribeNetworkInterfaces"],
        ANY,
        "what still uses a subnet or group is looked for before it goes",
    ),
    writes(&["aws_subnet"], TAGS, &[SUBNET], WHY_TAGS).implied(TAGS_OF_EC2),
    reads(&["aws_internet_gateway"], &["ec2:DescribeInternetGateways"], ANY, "the gateway is looked at"),
    writes(
        &["aws_internet_gateway"],
        &["ec2:CreateInternetGateway", "ec2:DeleteInternetGateway"],
        &[GATEWAY],
        "the gateway is made and taken away",
    ),
    writes(
        &["aws_internet_gateway"],
        &["ec2:AttachInternetGateway", "ec2:DetachInternetGateway"],
        &[GATEWAY, VPC],
        "the gateway belongs to the VPC",
    ),
    writes(&["aws_internet_gateway"], TAGS, &[GATEWAY], WHY_TAGS).implied(TAGS_OF_EC2),
    reads(&["aws_route_table", "aws_route"], &["ec2:DescribeRouteTables"], ANY, "routes are looked at"),
    writes(&["aws_route_table"], &["ec2:CreateRouteTable"], &[TABLE, VPC], "route tables are made in the VPC"),
    writes(&["aws_route_table"], &["ec2:DeleteRouteTable"], &[TABLE], "route tables are taken away"),
    writes(&["aws_route_table"], TAGS, &[TABLE], WHY_TAGS).implied(TAGS_OF_EC2),
    writes(&["aws_route"], &["ec2:CreateRoute", "ec2:DeleteRoute"], &[TABLE], "routes are made and taken away"),
    writes(&["aws_route"], &["ec2:ReplaceRoute"], &[TABLE], "another nat_gateway_mode leads a route elsewhere")
        .implied(REFERENCE),
    writes(
        &["aws_route_table_association"],
        &["ec2:AssociateRouteTable", "ec2:DisassociateRouteTable"],
        &[TABLE, SUBNET],
        "subnets have route tables",
    ),
    reads(
        &["aws_eip"],
        &["ec2:DescribeAddresses", "ec2:DescribeAddressesAttribute"],
        ANY,
        "addresses of the NAT gateways are looked at",
    ),
    writes(
        &["aws_eip"],
        &["ec2:AllocateAddress", "ec2:ReleaseAddress"],
        &[ADDRESS],
        "NAT gateways have addresses of their own",
    ),
    writes(
        &["aws_eip"],
        &["ec2:DisassociateAddress"],
        &[ADDRESS, INTERFACE],
        "an address is let go before it is given back",
    ),
    writes(&["aws_eip"], TAGS, &[ADDRESS], WHY_TAGS).implied(TAGS_OF_EC2),
    reads(&["aws_nat_gateway"], &["ec2:DescribeNatGateways"], ANY, "NAT gateways are looked at"),
    writes(
        &["aws_nat_gateway"],
        &["ec2:CreateNatGateway"],
        &[NAT, ADDRESS, SUBNET],
        "NAT gateways are made in subnets, with addresses",
    ),
    writes(&["aws_nat_gateway"], &["ec2:DeleteNatGateway"], &[NAT], "NAT gateways are taken away"),
    writes(&["aws_nat_gateway"], TAGS, &[NAT], WHY_TAGS).implied(TAGS_OF_EC2),
    reads(&["aws_flow_log"], &["ec2:DescribeFlowLogs"], ANY, "the flow log is looked at"),
    writes(&["aws_flow_log"], &["ec2:CreateFlowLogs"], &[FLOW_LOG, VPC], "what flows in the VPC is logged"),
    writes(&["aws_flow_log"], &["ec2:DeleteFlowLogs"], &[FLOW_LOG], "the flow log is taken away"),
    writes(&["aws_flow_log"], TAGS, &[FLOW_LOG], WHY_TAGS).implied(TAGS_OF_EC2),
    reads(&["aws_security_group"], &["ec2:DescribeSecurityGroups"], ANY, "security groups are looked at"),
    writes(&["aws_security_group"], &["ec2:CreateSecurityGroup"], &[GROUP, VPC], "security groups are made in the VPC"),
    writes(
        &["aws_security_group"],
        &["ec2:DeleteSecurityGroup", "ec2:RevokeSecurityGroupEgress"],
        &[GROUP],
        "security groups are taken away, and the rule with which AWS makes them",
    ),
    writes(&["aws_security_group"], TAGS, &[GROUP], WHY_TAGS).implied(TAGS_OF_EC2),
    reads(RULES, &["ec2:DescribeSecurityGroupRules"], ANY, "rules of security groups are looked at"),
    writes(
        RULES,
        &[
            "ec2:AuthorizeSecurityGroupEgress",
            "ec2:AuthorizeSecurityGroupIngress",
            "ec2:RevokeSecurityGroupEgress",
            "ec2:RevokeSecurityGroupIngress",
        ],
        &[GROUP],
        "rules of security groups are made and taken away",
    ),
    writes(RULES, &["ec2:ModifySecurityGroupRules"], &[GROUP, RULE], "a rule that changes is changed in place")
        .implied(REFERENCE),
    writes(RULES, TAGS, &[RULE], WHY_TAGS).implied(TAGS_OF_EC2),
    reads(
        &[],
        &["ec2:DescribeRouteTables", "ec2:DescribeSubnets", "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs"],
        ANY,
        "the network that exists is looked at, as verify_existing_network says",
    )
    .when(Need::VerifiedNetwork),
    reads(
        &[],
        &["ec2:DescribePrefixLists", "ec2:DescribeVpcEndpoints"],
        ANY,
        "its endpoints are looked at, as verify_existing_network says",
    )
    .when(Need::VerifiedEndpoints),
    reads(&[], &["ec2:DescribeAvailabilityZones"], ANY, "the region's zones are looked up")
        .when(Need::Zones)
        .implied("https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/availability_zones"),
];
