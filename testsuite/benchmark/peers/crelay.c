/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/* crelay - raw UDP relay, the physical floor. One thread, one socket, fixed rule: datagrams from the UAS port range
 * go to the client address, every other datagram goes to a UAS node.
 *   crelay -p port -s uasbase -n nodes -c clientport -b batch [-H]
 *   -b 1  recvfrom/sendto         -b N>1  recvmmsg(MSG_WAITFORONE)/sendmmsg
 *   -H    also does the SIP header work of a stateless balancer (node by Call-ID hash, Via + Record-Route inserted,
 *         own Route removed, Max-Forwards decremented, top Via of responses removed, response goes to the next Via);
 *         insertions are gathered with iovecs, the message is not copied. A probe, no product: no folding, no compact
 *         forms, numeric addresses only.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#define B 64
#define M 4096
static struct mmsghdr im[B], om[B]; static struct iovec ii[B], oi[B][12]; static struct sockaddr_in ia[B], oa[B]; static char buf[B][M]; static char mf[B][24], vb[B][160];
static struct sockaddr_in client, uas[32]; static int nodes=3, hdr, port, sbase; static char rrl[80], rtm[64]; static int rrn, rtn;
static unsigned hash(const char *p,int n){ unsigned h=2166136261u; for(int i=0;i<n;i++) h=(h^(unsigned char)p[i])*16777619u; return h; }
/* fills the iovecs of message i, returns their number, 0 = drop */
static int work(int i,int len){
  char *m=buf[i],*e=m+len; struct iovec *v=oi[i]; int n=0;
  if(len<16) return 0;
  char *l=memchr(m,'\n',len); if(!l) return 0; l++;
  if(!memcmp(m,"SIP/2.0 ",8)){                                   /* response: drop top Via, send to next */
    v[n++]=(struct iovec){m,l-m}; char *x=0; int first=1;
    while(l<e){ x=memchr(l,'\n',e-l); if(!x||x-l<2) return 0;
      if((l[0]|32)=='v'&&(l[1]|32)=='i'&&(l[2]|32)=='a'){
        if(first){ first=0; l=x+1; continue; }
        char *s=memmem(l,x-l,"UDP ",4); if(!s) return 0; s+=4; char *c=s; while(c<x&&*c!=':'&&*c!=';'&&*c!='\r') c++;
        char save=*c; int p=5060; *c=0; oa[i]=client; inet_pton(AF_INET,s,&oa[i].sin_addr); *c=save; if(*c==':') p=atoi(c+1);
        char *rp=memmem(c,x-c,";rport=",7); if(rp) p=atoi(rp+7); oa[i].sin_port=htons(p);
        v[n++]=(struct iovec){l,e-l}; return n; }
      if(first) return 0; l=x+1; }
    return 0; }
  v[n++]=(struct iovec){m,l-m}; int vi=n++; int ri=-1; if(m[0]=='I') ri=n++;
  char *run=l,*cid=0; int cn=0,have=0;
  while(l<e&&have!=3){ char *x=memchr(l,'\n',e-l); if(!x) return 0; int k=x-l; if(k<2) break;
    switch(l[0]|32){
     case 'm': if(k>13&&!strncasecmp(l,"Max-Forwards:",13)){ int q=atoi(l+13); if(q<=0) return 0; v[n++]=(struct iovec){run,l-run}; int w=sprintf(mf[i],"Max-Forwards: %d\r\n",q-1); v[n++]=(struct iovec){mf[i],w}; run=x+1; have|=1; } break;
     case 'r': if(k>6&&!strncasecmp(l,"Route:",6)&&memmem(l,k,rtm,rtn)){ v[n++]=(struct iovec){run,l-run}; run=x+1; } break;
     case 'c': if(k>8&&!strncasecmp(l,"Call-ID:",8)){ cid=l+8; while(*cid==' ') cid++; cn=x-cid; if(cid[cn-1]=='\r') cn--; have|=2; } break; }
    l=x+1; }
  if(!cid) return 0; unsigned h=hash(cid,cn);
  int w=sprintf(vb[i],"Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%08x.0\r\n",port,hash(m,len<200?len:200));
  v[vi]=(struct iovec){vb[i],w}; if(ri>0) v[ri]=(struct iovec){rrl,rrn};
  v[n++]=(struct iovec){run,e-run}; oa[i]=uas[h%nodes]; return n;
}
int main(int ac,char **av){
  int o,batch=1,cport=7000; port=6000; sbase=7100;
  while((o=getopt(ac,av,"p:s:n:c:b:H"))>0) switch(o){ case 'p': port=atoi(optarg); break; case 's': sbase=atoi(optarg); break; case 'n': nodes=atoi(optarg); break; case 'c': cport=atoi(optarg); break; case 'b': batch=atoi(optarg); break; case 'H': hdr=1; break; default: return 2; }
  if(batch>B) batch=B;
  int fd=socket(AF_INET,SOCK_DGRAM,0), b=4<<20; struct sockaddr_in a={.sin_family=AF_INET}; a.sin_addr.s_addr=htonl(INADDR_LOOPBACK); a.sin_port=htons(port);
  setsockopt(fd,SOL_SOCKET,SO_RCVBUF,&b,sizeof b); setsockopt(fd,SOL_SOCKET,SO_SNDBUF,&b,sizeof b); if(bind(fd,(void*)&a,sizeof a)){ perror("bind"); return 3; }
  client=a; client.sin_port=htons(cport); for(int i=0;i<nodes;i++){ uas[i]=a; uas[i].sin_port=htons(sbase+i); }
  rrn=snprintf(rrl,sizeof rrl,"Record-Route: <sip:127.0.0.1:%d;lr>\r\n",port); rtn=snprintf(rtm,sizeof rtm,"127.0.0.1:%d;lr",port);
  for(int i=0;i<B;i++){ ii[i]=(struct iovec){buf[i],M-1}; im[i].msg_hdr.msg_iov=&ii[i]; im[i].msg_hdr.msg_iovlen=1; im[i].msg_hdr.msg_name=&ia[i]; om[i].msg_hdr.msg_name=&oa[i]; om[i].msg_hdr.msg_namelen=sizeof oa[i]; om[i].msg_hdr.msg_iov=oi[i]; }
  if(batch==1&&!hdr) for(;;){ socklen_t al=sizeof ia[0]; ssize_t n=recvfrom(fd,buf[0],M,0,(void*)&ia[0],&al); if(n<0) continue; int sp=ntohs(ia[0].sin_port); struct sockaddr_in *t= sp>=sbase&&sp<sbase+nodes?&client:&uas[0]; sendto(fd,buf[0],n,0,(void*)t,sizeof *t); }
  if(batch==1) for(;;){ ssize_t n=recv(fd,buf[0],M-1,0); if(n<0) continue; int k=work(0,n); if(k){ om[0].msg_hdr.msg_iovlen=k; sendmsg(fd,&om[0].msg_hdr,0); } }
  for(;;){
    for(int i=0;i<batch;i++) im[i].msg_hdr.msg_namelen=sizeof ia[i];
    int n=recvmmsg(fd,im,batch,MSG_WAITFORONE,NULL); if(n<=0) continue; int q=0;
    struct mmsghdr s[B];
    for(int i=0;i<n;i++){ int len=im[i].msg_len; if(hdr){ int k=work(i,len); if(!k) continue; om[i].msg_hdr.msg_iovlen=k; } else { int sp=ntohs(ia[i].sin_port); oa[i]= sp>=sbase&&sp<sbase+nodes?client:uas[0]; oi[i][0]=(struct iovec){buf[i],len}; om[i].msg_hdr.msg_iovlen=1; } s[q++]=om[i]; }
    for(int d=0;d<q;){ int r=sendmmsg(fd,s+d,q-d,0); if(r<=0) d++; else d+=r; }
  }
}
