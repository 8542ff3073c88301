/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/* sipblast - open-loop SIP load generator (UAC) and stateless responder (UAS), UDP or TCP, IPv4, loopback only.
 *
 * One call = INVITE -> 100,180,200 -> ACK -> (hold) -> BYE -> 200 : 7 messages which a balancer forwards.
 *   -m both|uac|uas   one thread does UAC and UAS / only UAC / only UAS          (both)
 *   -l host:port      where the UAC sends every request (balancer, or UAS)       (required unless uas)
 *   -u port           UAC port                                                   (7000)
 *   -s port -n N      UAS "nodes": N sockets on consecutive ports                (7100, 3)
 *   -r rate           calls per second, open loop                                (100)
 *   -d sec            how long calls are started (uas: how long to live), <= 600 (5)
 *   -H ms             hold time between ACK and BYE                              (20)
 *   -w ms             wait for stragglers after the last call                    (1500)
 *   -e mask           expected at UAC: 1=100 2=180 4=200 8=200/BYE               (15)
 *   -S seed           makes Call-IDs unique between runs                         (time)
 *   -p cpu            pin to this cpu
 *   -T conns          TCP: the UAC calls over so many connections in turn; a node takes those that are made to it. A send for each message.
 * Result: one JSON line on stdout. rc 0 = complete run (loss is in the numbers), 2 = usage, 3 = socket error.
 * Responses follow RFC 3261 18.2.2 / RFC 3581: to the source if the top Via has rport, otherwise to the
 * source address and the sent-by port of the top Via.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BATCH 64
#define MSGMAX 4096
#define MAXN 32
#define MAXS 256           /* TCP connections */
#define HB 131072          /* histogram: buckets of HU ns */
#define HU 500

typedef struct { int fd, n; struct mmsghdr mm[BATCH]; struct iovec iov[BATCH]; struct sockaddr_in to[BATCH]; char buf[BATCH][MSGMAX]; } out_t;
typedef struct { int n; struct mmsghdr mm[BATCH]; struct iovec iov[BATCH]; struct sockaddr_in from[BATCH]; char buf[BATCH][MSGMAX]; } in_t;
typedef struct { uint64_t t_inv, t_bye; uint8_t got, req, node1; } call_t;   /* got: UAC bits; req: UAS bits 1=INVITE 2=ACK 4=BYE */
typedef struct { uint64_t due; uint32_t idx; int len; char msg[MSGMAX]; } held_t;

typedef struct { int fd, node, n; out_t *o; char buf[65536+1]; } stream_t;                     /* node: -1 for one of the UAC */

static const char *mode="both"; static struct sockaddr_in lb; static int uport=7000, sport=7100, nodes=3, expect=15, cpu=-1;
static double rate=100, dur=5; static int hold_ms=20, drain_ms=1500; static uint32_t seed;
static call_t *calls; static uint32_t ncalls, started, complete;
static uint64_t sent_req, sent_rsp, rx_uac, rx_uas, dup_uac, dup_uas, misrouted, stray, other_rsp, senderr, opts, bytes_uac, bytes_uas;
static uint64_t node_inv[MAXN], maxlag; static uint32_t *h_inv, *h_bye;
static volatile sig_atomic_t stop;
static out_t *uo, *so[MAXN]; static in_t *in;
static held_t *ring; static uint32_t rh, rt, rcap;
static int do_uac, do_uas, tcp; static stream_t *streams[MAXS]; static int ns; static out_t *uc[MAXS];

static uint64_t now(void){ struct timespec t; clock_gettime(CLOCK_MONOTONIC,&t); return t.tv_sec*1000000000ull+t.tv_nsec; }
static void onsig(int s){ (void)s; stop=1; }

static void flush_tcp(out_t *o){
  for(int i=0;i<o->n;i++) for(char *p=o->buf[i],*e=p+o->iov[i].iov_len;p<e;){ int r=send(o->fd,p,e-p,MSG_NOSIGNAL);
    if(r<0){ if(errno==EINTR) continue; if(errno==EAGAIN){ struct pollfd w={o->fd,POLLOUT,0}; poll(&w,1,10); continue; } senderr++; break; }
    p+=r; }
  o->n=0;
}
static void flush(out_t *o){
  int i=0;
  if(tcp){ flush_tcp(o); return; }
  while(i<o->n){ int r=sendmmsg(o->fd,o->mm+i,o->n-i,0);
    if(r<0){ if(errno==EINTR) continue; if(errno==EAGAIN||errno==ENOBUFS){ struct pollfd p={o->fd,POLLOUT,0}; poll(&p,1,10); continue; } senderr++; i++; continue; }
    i+=r; }
  o->n=0;
}
static char *slot(out_t *o){ if(o->n==BATCH) flush(o); return o->buf[o->n]; }
static void commit(out_t *o,int len,const struct sockaddr_in *to){ o->iov[o->n].iov_len=len; o->to[o->n]=*to; o->n++; }
static out_t *mkout(int fd){ out_t *o=calloc(1,sizeof *o); o->fd=fd; for(int i=0;i<BATCH;i++){ o->iov[i].iov_base=o->buf[i]; o->mm[i].msg_hdr.msg_iov=&o->iov[i]; o->mm[i].msg_hdr.msg_iovlen=1; o->mm[i].msg_hdr.msg_name=&o->to[i]; o->mm[i].msg_hdr.msg_namelen=sizeof o->to[i]; } return o; }
static int mksock(int port){
  int fd=socket(AF_INET,SOCK_DGRAM|SOCK_NONBLOCK,0), b=4<<20; struct sockaddr_in a={.sin_family=AF_INET,.sin_port=htons(port)};
  a.sin_addr.s_addr=htonl(INADDR_LOOPBACK); setsockopt(fd,SOL_SOCKET,SO_RCVBUF,&b,sizeof b); setsockopt(fd,SOL_SOCKET,SO_SNDBUF,&b,sizeof b);
  if(bind(fd,(void*)&a,sizeof a)){ fprintf(stderr,"bind %d: %s\n",port,strerror(errno)); exit(3); } return fd;
}
static int mktcp(int port,const struct sockaddr_in *to){   /* a connection, or a port if there is nobody to connect to */
  int fd=socket(AF_INET,SOCK_STREAM,0), one=1; struct sockaddr_in a={.sin_family=AF_INET,.sin_port=htons(port)}; a.sin_addr.s_addr=htonl(INADDR_LOOPBACK);
  setsockopt(fd,SOL_SOCKET,SO_REUSEADDR,&one,sizeof one); setsockopt(fd,IPPROTO_TCP,TCP_NODELAY,&one,sizeof one);
  if(to? connect(fd,(void*)to,sizeof *to): bind(fd,(void*)&a,sizeof a)||listen(fd,128)){ fprintf(stderr,"%s %d: %s\n",to?"connect":"bind",ntohs(to?to->sin_port:a.sin_port),strerror(errno)); exit(3); } return fd;
}
static stream_t *mkstream(int fd,int node){
  stream_t *s=calloc(1,sizeof *s); int one=1; s->fd=fd; s->node=node; s->o=mkout(fd); setsockopt(fd,IPPROTO_TCP,TCP_NODELAY,&one,sizeof one); streams[ns++]=s; return s;
}
static int rx(int fd){
  for(int i=0;i<BATCH;i++) in->mm[i].msg_hdr.msg_namelen=sizeof(struct sockaddr_in);
  int n=recvmmsg(fd,in->mm,BATCH,MSG_DONTWAIT,NULL); return n<0?0:n;
}
static const char HX[]="0123456789abcdef";
static void hex8(char *p,uint32_t v){ for(int i=7;i>=0;i--){ p[i]=HX[v&15]; v>>=4; } }
static int unhex8(const char *p,uint32_t *v){ uint32_t x=0; for(int i=0;i<8;i++){ char c=p[i]; int d= c>='0'&&c<='9'?c-'0': c>='a'&&c<='f'?c-'a'+10:-1; if(d<0) return 0; x=x<<4|d; } *v=x; return 1; }

/* ---- request templates: '#' x8 = call index ---- */
static char t_inv[MSGMAX], t_via[512], t_mid[1024]; static int l_inv, l_via, l_mid, o_inv[8], n_inv, o_via[8], n_via, o_mid[8], n_mid;
static void marks(const char *s,int l,int *o,int *n){ *n=0; for(int i=0;i+8<=l;i++) if(!memcmp(s+i,"########",8)){ o[(*n)++]=i; i+=7; } }
static void templates(void){
  static char sdp[1024];
  int sl=snprintf(sdp,sizeof sdp,
   "v=0\r\no=alice 2890844526 2890844526 IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\n"
   "m=audio 49172 RTP/AVP 0 8 96 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:96 opus/48000/2\r\n"
   "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n");
  l_inv=snprintf(t_inv,sizeof t_inv,
   "INVITE sip:+15551234567@svc.example.net SIP/2.0\r\n"
   "Via: SIP/2.0/%s 127.0.0.1:%d;branch=z9hG4bK-524287-1---%08x########a;rport\r\nMax-Forwards: 70\r\n"
   "From: \"Alice\" <sip:alice@example.org>;tag=%08x########\r\nTo: <sip:+15551234567@svc.example.net>\r\n"
   "Call-ID: ########-%08x@client.example.org\r\nCSeq: 1 INVITE\r\nContact: <sip:alice@127.0.0.1:%d%s>\r\n"
   "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO, PRACK, REFER\r\nSupported: replaces, timer, 100rel\r\nUser-Agent: sipblast/1 (loopback load generator)\r\n"
   "P-Asserted-Identity: \"Alice\" <sip:+15557654321@example.org;user=phone>\r\nSession-Expires: 1800;refresher=uac\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s",tcp?"TCP":"UDP",uport,seed,seed,seed,uport,tcp?";transport=tcp":"",sl,sdp);
  l_via=snprintf(t_via,sizeof t_via,"Via: SIP/2.0/%s 127.0.0.1:%d;branch=z9hG4bK-524287-1---%08x########?;rport\r\nMax-Forwards: 70\r\n",tcp?"TCP":"UDP",uport,seed);
  l_mid=snprintf(t_mid,sizeof t_mid,"From: \"Alice\" <sip:alice@example.org>;tag=%08x########\r\nCall-ID: ########-%08x@client.example.org\r\n"
   "Contact: <sip:alice@127.0.0.1:%d%s>\r\nUser-Agent: sipblast/1 (loopback load generator)\r\nAllow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO, PRACK, REFER\r\nSupported: replaces, timer, 100rel\r\n",seed,seed,uport,tcp?";transport=tcp":"");
  marks(t_inv,l_inv,o_inv,&n_inv); marks(t_via,l_via,o_via,&n_via); marks(t_mid,l_mid,o_mid,&n_mid);
}
static int put_inv(char *p,uint32_t i){ memcpy(p,t_inv,l_inv); for(int k=0;k<n_inv;k++) hex8(p+o_inv[k],i); return l_inv; }
typedef struct { const char *p; int n; } sv;
#define PUT(P,S) do{ memcpy((P),(S).p,(S).n); (P)+=(S).n; }while(0)
#define LIT(P,S) do{ memcpy((P),S,sizeof(S)-1); (P)+=sizeof(S)-1; }while(0)
static int put_in(char *b,int bye,uint32_t i,sv uri,sv to,sv *rr,int nrr){
  char *p=b,*q; if(bye) LIT(p,"BYE "); else LIT(p,"ACK ");
  PUT(p,uri); LIT(p," SIP/2.0\r\n");
  q=p; memcpy(p,t_via,l_via); for(int k=0;k<n_via;k++) hex8(q+o_via[k],i); *(char*)memchr(q,'?',l_via)= bye?'c':'b'; p+=l_via;
  for(int k=nrr-1;k>=0;k--){ LIT(p,"Route:"); PUT(p,rr[k]); LIT(p,"\r\n"); }
  q=p; memcpy(p,t_mid,l_mid); for(int k=0;k<n_mid;k++) hex8(q+o_mid[k],i); p+=l_mid;
  PUT(p,to); LIT(p,"\r\n"); if(bye) LIT(p,"CSeq: 2 BYE\r\n"); else LIT(p,"CSeq: 1 ACK\r\n");
  LIT(p,"Content-Length: 0\r\n\r\n"); return p-b;
}
static int hdr(const char *l,int n,const char *name,int nn,char compact){   /* value offset or 0 */
  if(n>nn && !strncasecmp(l,name,nn)){ int i=nn; while(i<n&&(l[i]==' '||l[i]=='\t')) i++; if(l[i]==':') return i+1; }
  if(compact && n>2 && (l[0]|32)==compact){ int i=1; while(i<n&&l[i]==' ') i++; if(l[i]==':') return i+1; } return 0;
}
static int tcp_or_one(void){ return tcp?tcp:1; }
static void uac_rx(char *m,int len,uint64_t t){
  bytes_uac+=len; if(len<16||memcmp(m,"SIP/2.0 ",8)){ stray++; return; }
  int st=(m[8]-'0')*100+(m[9]-'0')*10+m[10]-'0'; sv to={0},uri={0},rr[8],cid={0}; int nrr=0,v; char cs=0; char *e=m+len,*l=memchr(m,'\n',len); if(!l) return; l++;
  while(l<e){ char *x=memchr(l,'\n',e-l); if(!x) break; int n=x-l; if(n&&l[n-1]=='\r') n--; if(!n) break;
    switch(l[0]|32){
      case 'c': if((v=hdr(l,n,"Call-ID",7,0))) cid=(sv){l+v,n-v};
                else if((v=hdr(l,n,"CSeq",4,0))){ char *z=l+n; char *y=z; while(y>l&&y[-1]!=' ') y--; cs=*y; }
                else if((v=hdr(l,n,"Contact",7,0))){ char *a=memchr(l,'<',n),*b=a?memchr(a,'>',n-(a-l)):0; if(b) uri=(sv){a+1,b-a-1}; else { a=l+v; while(a<l+n&&*a==' ') a++; b=memchr(a,';',l+n-a); uri=(sv){a,(b?b:l+n)-a}; } } break;
      case 'i': if((v=hdr(l,n,"i",1,'i'))) cid=(sv){l+v,n-v}; break;
      case 't': if(hdr(l,n,"To",2,'t')) to=(sv){l,n}; break;
      case 'r': if((v=hdr(l,n,"Record-Route",12,0))&&nrr<8) rr[nrr++]=(sv){l+v,n-v}; break; }
    l=x+1; }
  while(cid.n&&*cid.p==' '){ cid.p++; cid.n--; }
  uint32_t i,sd; if(cid.n<17||!unhex8(cid.p,&i)||!unhex8(cid.p+9,&sd)||sd!=seed||i>=started){ stray++; return; }
  call_t *c=calls+i; int bit=0;
  if(cs=='I') bit= st==100?1: st==180?2: st==200?4:0; else if(cs=='B'&&st==200) bit=8;
  if(!bit){ other_rsp++; return; }
  if(c->got&bit){ dup_uac++; if(bit!=4) return; } else { c->got|=bit; rx_uac++; if((c->got&expect)==expect && bit!=0) complete++; }
  if(bit==2||bit==8){ uint64_t d=(t-(bit==2?c->t_inv:c->t_bye))/HU; if(d>=HB) d=HB-1; (bit==2?h_inv:h_bye)[d]++; }
  if(bit==4){ static const char dflt[]="sip:svc.example.net"; if(!uri.n) uri=(sv){dflt,sizeof dflt-1};
    uo=uc[i%tcp_or_one()]; commit(uo,put_in(slot(uo),0,i,uri,to,rr,nrr),&lb); sent_req++;
    if(!c->t_bye){ c->t_bye=1; held_t *h=ring+(rt++%rcap); h->due=t+hold_ms*1000000ull; h->idx=i; h->len=put_in(h->msg,1,i,uri,to,rr,nrr); } }
}
static void uas_rx(int k,char *m,int len,struct sockaddr_in *from){
  bytes_uas+=len; sv via[16],rr[8],fr={0},to={0},cid={0},cseq={0}; int nv=0,nrr=0,v; char *e=m+len,*l=memchr(m,'\n',len); if(!l||len<16||!memcmp(m,"SIP/2.0",7)){ stray++; return; } l++;
  while(l<e){ char *x=memchr(l,'\n',e-l); if(!x) break; int n=x-l; if(n&&l[n-1]=='\r') n--; if(!n) break;
    switch(l[0]|32){
      case 'v': if(hdr(l,n,"Via",3,'v')&&nv<16) via[nv++]=(sv){l,n}; break;
      case 'r': if(hdr(l,n,"Record-Route",12,0)&&nrr<8) rr[nrr++]=(sv){l,n}; break;
      case 'f': if(hdr(l,n,"From",4,'f')) fr=(sv){l,n}; break;
      case 't': if(hdr(l,n,"To",2,'t')) to=(sv){l,n}; break;
      case 'i': if(hdr(l,n,"i",1,'i')) cid=(sv){l,n}; break;
      case 'c': if((v=hdr(l,n,"Call-ID",7,0))) cid=(sv){l,n}; else if(hdr(l,n,"CSeq",4,0)) cseq=(sv){l,n}; break; }
    l=x+1; }
  if(!nv||!cid.n){ stray++; return; }
  char me=m[0]; if(me=='O') opts++;
  uint32_t i,sd; const char *cv=memchr(cid.p,':',cid.n); int ok=0;
  if(cv){ cv++; while(*cv==' ') cv++; if(cid.p+cid.n-cv>=17&&unhex8(cv,&i)&&unhex8(cv+9,&sd)){ ok= !do_uac || (sd==seed && i<started); } }
  if(me!='O'){ if(!ok){ stray++; if(do_uac) return; }
    else if(do_uac){ int bit= me=='I'?1: me=='A'?2: me=='B'?4:0; call_t *c=calls+i; if(c->req&bit) dup_uas++; else { c->req|=bit; rx_uas++; if(bit==1){ c->node1=k; node_inv[k]++; } else if(c->node1!=k) misrouted++; } }
    else { rx_uas++; if(me=='I') node_inv[k]++; } }
  if(me=='A') return;
  struct sockaddr_in to_a=*from; const char *vp=via[0].p; int vn=via[0].n;
  if(!memmem(vp,vn,";rport",6)){ const char *s=memmem(vp,vn,"UDP ",4); int port=5060; if(s){ s+=4; while(s<vp+vn&&*s!=';'&&*s!=':'&&*s!=',') s++; if(s<vp+vn&&*s==':') port=atoi(s+1); } to_a.sin_port=htons(port); }
  static const char *sdp="v=0\r\no=bob 2808844564 2808844564 IN IP4 192.0.2.20\r\ns=-\r\nc=IN IP4 192.0.2.20\r\nt=0 0\r\nm=audio 49174 RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n";
  for(int r=(me=='I'?0:2);r<3;r++){ char *b=slot(so[k]),*p=b;
    if(r==0) LIT(p,"SIP/2.0 100 Trying\r\n"); else if(r==1) LIT(p,"SIP/2.0 180 Ringing\r\n"); else LIT(p,"SIP/2.0 200 OK\r\n");
    for(int j=0;j<nv;j++){ PUT(p,via[j]); LIT(p,"\r\n"); }
    if(me=='I'&&r) for(int j=0;j<nrr;j++){ PUT(p,rr[j]); LIT(p,"\r\n"); }
    PUT(p,fr); LIT(p,"\r\n"); PUT(p,to); if(r&&!memmem(to.p,to.n,";tag=",5)) LIT(p,";tag=8a7f3c51d2"); LIT(p,"\r\n"); PUT(p,cid); LIT(p,"\r\n"); PUT(p,cseq); LIT(p,"\r\n");
    LIT(p,"Server: sipblast/1 (stateless loopback responder)\r\n");
    if(r&&me=='I') p+=sprintf(p,"Contact: <sip:node%d@127.0.0.1:%d%s>\r\n",k,sport+k,tcp?";transport=tcp":"");
    if(r) LIT(p,"Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO, PRACK, REFER\r\nSupported: replaces, timer, 100rel\r\n");
    if(r==2&&me=='I') p+=sprintf(p,"Content-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s",(int)strlen(sdp),sdp); else LIT(p,"Content-Length: 0\r\n\r\n");
    commit(so[k],p-b,&to_a); sent_rsp++; }
}
static void stream_rx(stream_t *s){
  int r=recv(s->fd,s->buf+s->n,sizeof s->buf-1-s->n,MSG_DONTWAIT), at=0; if(r<0) return; if(!r){ close(s->fd); s->fd=-1; return; }
  uint64_t t=now(); s->n+=r;
  for(;;){ while(at<s->n&&(s->buf[at]=='\r'||s->buf[at]=='\n')) at++;
    char *m=s->buf+at,*h=memmem(m,s->n-at,"\r\n\r\n",4); if(!h) break;
    char *c=memmem(m,h-m,"\r\nContent-Length:",17); int len=h+4-m+(c?atoi(c+17):0); if(len<0||len>s->n-at) break;
    char after=m[len]; m[len]=0; if(s->node<0) uac_rx(m,len,t); else { struct sockaddr_in none={0}; so[s->node]=s->o; uas_rx(s->node,m,len,&none); } m[len]=after; at+=len; }
  s->n-=at; memmove(s->buf,s->buf+at,s->n); if(s->o->n) flush(s->o);
}
static double pct(uint32_t *h,double q){ uint64_t t=0,c=0; for(int i=0;i<HB;i++) t+=h[i]; if(!t) return 0; uint64_t w=(uint64_t)(q*t); if(w>=t) w=t-1; for(int i=0;i<HB;i++){ c+=h[i]; if(c>w) return (i+0.5)*HU/1000.0; } return 0; }
int main(int ac,char **av){
  int o; seed=(uint32_t)(time(NULL)*2654435761u)^getpid(); char *lbs=0;
  while((o=getopt(ac,av,"m:l:u:s:n:r:d:H:w:e:S:p:T:"))>0) switch(o){ case 'm': mode=optarg; break; case 'l': lbs=optarg; break; case 'u': uport=atoi(optarg); break; case 's': sport=atoi(optarg); break;
    case 'n': nodes=atoi(optarg); break; case 'r': rate=atof(optarg); break; case 'd': dur=atof(optarg); break; case 'H': hold_ms=atoi(optarg); break; case 'w': drain_ms=atoi(optarg); break; case 'e': expect=atoi(optarg); break;
    case 'T': tcp=atoi(optarg); break; case 'S': seed=strtoul(optarg,0,0); break; case 'p': cpu=atoi(optarg); break; default: return 2; }
  do_uac=strcmp(mode,"uas")!=0; do_uas=strcmp(mode,"uac")!=0; if(dur>600||tcp<0||tcp>MAXS/2||nodes>MAXN||nodes<1||(do_uac&&!lbs)){ fprintf(stderr,"bad arguments\n"); return 2; }
  if(cpu>=0){ cpu_set_t s; CPU_ZERO(&s); CPU_SET(cpu,&s); sched_setaffinity(0,sizeof s,&s); }
  prctl(PR_SET_TIMERSLACK,1000); signal(SIGTERM,onsig); signal(SIGINT,onsig);
  if(lbs){ char *c=strchr(lbs,':'); lb.sin_family=AF_INET; lb.sin_port=htons(c?atoi(c+1):5060); if(c) *c=0; inet_pton(AF_INET,lbs,&lb.sin_addr); if((ntohl(lb.sin_addr.s_addr)>>24)!=127){ fprintf(stderr,"loopback only\n"); return 2; } }
  in=calloc(1,sizeof *in); for(int i=0;i<BATCH;i++){ in->iov[i]=(struct iovec){in->buf[i],MSGMAX-1}; in->mm[i].msg_hdr.msg_iov=&in->iov[i]; in->mm[i].msg_hdr.msg_iovlen=1; in->mm[i].msg_hdr.msg_name=&in->from[i]; }
  struct pollfd pf[MAXN+MAXS+1]; int np=0;
  if(do_uas) for(int k=0;k<nodes;k++){ int fd=tcp?mktcp(sport+k,0):mksock(sport+k); so[k]=mkout(fd); pf[np++]=(struct pollfd){fd,POLLIN,0}; }
  if(do_uac){ if(tcp) for(int i=0;i<tcp;i++) uc[i]=mkstream(mktcp(0,&lb),-1)->o; else { int fd=mksock(uport); uc[0]=mkout(fd); pf[np++]=(struct pollfd){fd,POLLIN,0}; } uo=uc[0]; ncalls=(uint32_t)(rate*dur); calls=calloc(ncalls+1,sizeof *calls); h_inv=calloc(HB,4); h_bye=calloc(HB,4);
    rcap=(uint32_t)(rate*(hold_ms/1000.0+1.5))+1024; if(rcap>ncalls+16) rcap=ncalls+16; ring=malloc((size_t)rcap*sizeof *ring); templates(); }
  uint64_t t0=now(),t=t0,last=t0+(uint64_t)(dur*1e9),end=0,tlast=0;
  while(!stop){
    t=now();
    if(do_uac){
      while(started<ncalls){ uint64_t due=t0+(uint64_t)(started*1e9/rate); uo=uc[started%tcp_or_one()]; if(due>t||uo->n>=BATCH) break; if(t-due>maxlag) maxlag=t-due; commit(uo,put_inv(slot(uo),started),&lb); calls[started].t_inv=t; started++; sent_req++; }
      while(rh!=rt&&ring[rh%rcap].due<=t){ held_t *h=ring+(rh%rcap); uo=uc[h->idx%tcp_or_one()]; if(uo->n>=BATCH) break; rh++; memcpy(slot(uo),h->msg,h->len); commit(uo,h->len,&lb); calls[h->idx].t_bye=t; sent_req++; }
      for(int i=0;i<tcp_or_one();i++) if(uc[i]->n) flush(uc[i]);
      if(started==ncalls&&!tlast) tlast=t;
      if(started==ncalls){ if(!end) end=t+drain_ms*1000000ull+hold_ms*1000000ull; if(t>=end||(complete==ncalls&&rh==rt&&(!do_uas||rx_uas>=3ull*ncalls))) break; }
    } else if(t>=last) break;
    uint64_t nx=t+20000000ull; if(do_uac){ if(started<ncalls){ uint64_t d=t0+(uint64_t)(started*1e9/rate); if(d<nx) nx=d; } if(rh!=rt&&ring[rh%rcap].due<nx) nx=ring[rh%rcap].due; if(nx<t) nx=t; }
    struct timespec ts={(nx-t)/1000000000ull,(nx-t)%1000000000ull};
    for(int i=0;i<ns;i++) pf[np+i]=(struct pollfd){streams[i]->fd,POLLIN,0};
    if(ppoll(pf,np+ns,&ts,NULL)<=0) continue;
    if(tcp){
      for(int i=0,open=ns;i<open;i++) if(pf[np+i].revents) stream_rx(streams[i]);
      for(int k=0;k<np;k++) if(pf[k].revents&POLLIN){ int fd=accept(pf[k].fd,NULL,NULL); if(fd>=0&&ns<MAXS) mkstream(fd,k); else if(fd>=0) close(fd); }
      for(int i=0,j=0,open=ns;i<open;i++){ if(streams[i]->fd<0){ free(streams[i]); ns--; } else streams[j++]=streams[i]; }
      continue;
    }
    for(int j=0;j<np;j++) if(pf[j].revents&POLLIN){ int n=rx(pf[j].fd); if(n<=0) continue; uint64_t tr=now(); int k=j;
      for(int i=0;i<n;i++){ char *m=in->buf[i]; int len=in->mm[i].msg_len; m[len]=0; if(do_uas&&j<nodes) uas_rx(k,m,len,&in->from[i]); else uac_rx(m,len,tr); }
      if(do_uas&&j<nodes){ if(so[k]->n) flush(so[k]); } else if(uo->n) flush(uo); }
  }
  t=now(); struct rusage ru; getrusage(RUSAGE_SELF,&ru); double cpuus=ru.ru_utime.tv_sec*1e6+ru.ru_utime.tv_usec+ru.ru_stime.tv_sec*1e6+ru.ru_stime.tv_usec;
  uint32_t exp_bits=__builtin_popcount(expect); uint64_t incompl=0,expm=0; uint32_t *hall=calloc(HB,4);
  if(do_uac){ expm=(uint64_t)ncalls*(exp_bits+(do_uas?3:0)); for(uint32_t i=0;i<started;i++) if((calls[i].got&expect)!=expect||(do_uas&&calls[i].req!=7)) incompl++; for(int i=0;i<HB;i++) hall[i]=h_inv[i]+h_bye[i]; }
  uint64_t fwd=rx_uac+rx_uas; double el=((tlast?tlast:t)-t0)/1e9;
  printf("{\"mode\":\"%s\",\"calls\":%u,\"incomplete\":%llu,\"msgs_forwarded\":%llu,\"msgs_lost\":%lld,\"dup_uac\":%llu,\"dup_uas\":%llu,\"misrouted\":%llu,\"stray\":%llu,\"other_rsp\":%llu,\"senderr\":%llu,\"options\":%llu,"
    "\"start_s\":%.3f,\"total_s\":%.3f,\"calls_per_s\":%.1f,\"avg_bytes\":%.0f,\"max_lag_us\":%.0f,\"gen_cpu_us\":%.0f,\"gen_cpu_us_per_msg\":%.3f,\"invite_len\":%d,",
    mode,started,(unsigned long long)incompl,(unsigned long long)fwd,(long long)(expm-fwd),(unsigned long long)dup_uac,(unsigned long long)dup_uas,(unsigned long long)misrouted,(unsigned long long)stray,(unsigned long long)other_rsp,(unsigned long long)senderr,(unsigned long long)opts,
    el,(t-t0)/1e9,el>0?started/el:0,fwd?(double)(bytes_uac+bytes_uas)/fwd:0,maxlag/1e3,cpuus,fwd?cpuus/fwd:0,l_inv);
  if(do_uac) printf("\"rtt_us\":{\"p50\":%.1f,\"p99\":%.1f,\"p999\":%.1f},\"inv180_us\":{\"p50\":%.1f,\"p99\":%.1f,\"p999\":%.1f},",pct(hall,.5),pct(hall,.99),pct(hall,.999),pct(h_inv,.5),pct(h_inv,.99),pct(h_inv,.999));
  printf("\"node_invites\":["); for(int k=0;k<nodes;k++) printf("%s%llu",k?",":"",(unsigned long long)node_inv[k]); printf("]}\n"); return 0;
}
