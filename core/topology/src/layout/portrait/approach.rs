//! From the users down to the load balancer.

use super::super::canvas::LabelPlace;
use super::{ATTACHED, GAP, HEAD, LABEL_GAP, MAIN, PAD, Portrait, SHORT_RIGHT, WIDTH, subnet_head};
use crate::boundary::Boundary;
use crate::connection::Ends;
use crate::drawing::{Anchor, Point, Rect};
use crate::node::Node;
use crate::part::{BoundaryId, NodeId};

const USERS: i32 = 146;

impl Portrait<'_> {
    /// Users at the right, above the way down; what else is on the internet at the left.
    pub(super) fn internet(
        &mut self,
        boundary: Option<&Boundary>,
        users: Option<&Node>,
        [dns, registry]: [Option<&Node>; 2],
    ) {
        let Some(boundary) = boundary else { return };
        let (top, right) = (HEAD + 4, WIDTH - PAD - USERS);
        let half = right - GAP - PAD;
        let mut left_y = top;
        if let Some(node) = users {
            self.users = self.canvas.bar(node, right, top, USERS);
        }
        for node in dns.into_iter().chain(registry) {
            left_y = self.canvas.bar(node, PAD, left_y, half).bottom() + GAP;
        }
        let foot = (left_y - GAP).max(self.users.bottom()) + if registry.is_some() { 18 } else { PAD };
        self.canvas.frame(boundary, Rect { x: 0, y: 0, w: WIDTH, h: foot });
        self.internet_foot = foot;
        self.y = foot + LABEL_GAP;
        if dns.is_some() {
            let y = self.users.center_y();
            let points = [Point::at(self.users.x, y), Point::at(PAD + half, y)];
            self.canvas.line(Ends::of(NodeId::Users, NodeId::Dns), &points, None);
        }
    }

    /// What belongs to the load balancer, which stands further down: its place is worked out beforehand.
    pub(super) fn attachments(&mut self, dns: Option<&Node>, zones: usize) {
        let balancer = self.y + 2 * HEAD + 2 + subnet_head(zones);
        let dns_outside = dns.is_some_and(|node| node.within == BoundaryId::Internet);
        for id in [NodeId::Dns, NodeId::Certificate, NodeId::Waf] {
            let Some(card) = self.canvas.rect_of(&id) else { continue };
            let end = Point::at(ATTACHED, balancer);
            let points = if id == NodeId::Dns && dns_outside {
                self.around_the_users(card, end)
            } else {
                vec![Point::at(card.right(), card.center_y()), Point::at(ATTACHED, card.center_y()), end]
            };
            self.canvas.line(Ends::of(id, NodeId::LoadBalancer), &points, None);
        }
        if let (Some(dns), false) = (self.canvas.rect_of(&NodeId::Dns), dns_outside) {
            self.look_ups(dns);
        }
        let label = LabelPlace::of(ATTACHED - 8, self.internet_foot + 15, Anchor::End);
        let points = [Point::at(MAIN, self.users.bottom()), Point::at(MAIN, balancer)];
        self.canvas.line(Ends::of(NodeId::Users, NodeId::LoadBalancer), &points, Some(label));
    }

    /// From a card on the internet, between the users and what is left of them, to the way down.
    fn around_the_users(&self, card: Rect, end: Point) -> Vec<Point> {
        let y = card.center_y() + 8;
        let (side, turn) = (card.right() + GAP / 2, self.users.bottom().max(card.bottom()) + 4);
        vec![Point::at(card.right(), y), Point::at(side, y), Point::at(side, turn), Point::at(ATTACHED, turn), end]
    }

    /// From the users to the domain in the account, and from there to the certificate.
    fn look_ups(&mut self, dns: Rect) {
        let y = dns.y + 12;
        let points = [Point::at(ATTACHED, self.users.bottom()), Point::at(ATTACHED, y), Point::at(dns.right(), y)];
        self.canvas.line(Ends::of(NodeId::Users, NodeId::Dns), &points, None);
        if let Some(certificate) = self.canvas.rect_of(&NodeId::Certificate) {
            let x = SHORT_RIGHT - 12;
            let points = [Point::at(x, dns.bottom()), Point::at(x, certificate.y)];
            self.canvas.line(Ends::of(NodeId::Dns, NodeId::Certificate), &points, None);
        }
    }
}
